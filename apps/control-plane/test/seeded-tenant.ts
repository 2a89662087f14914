// A workspace with a member of every role, a key of its own, and a project with a key and a client: what
// the tests call with, and what they call about.

import { createManagementClient, type ManagementClient } from '@gatehouse/contracts';
import { permissions, type Role, roles } from '@gatehouse/protocol';
import type { ControlPlaneFixture } from './control-plane-fixture.ts';

export type CallerName = Role | 'workspace key' | 'project key';
export const callerNames: readonly CallerName[] = [...roles, 'workspace key', 'project key'];

export interface SeededTenant {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly clientId: string;
  readonly memberIds: Readonly<Record<Role, string>>;
  readonly tokens: Readonly<Record<CallerName, string>>;
  /** Calls as the owner. */
  readonly owner: ManagementClient;
}

/** The typed client, sent through the fixture's port. */
export function clientFor(fixture: ControlPlaneFixture, token: string): ManagementClient {
  return createManagementClient({
    baseUrl: 'http://localhost/api',
    token,
    async fetch(url, init) {
      const { pathname, search } = new URL(String(url));
      const answer = await fixture.send(init?.method ?? 'GET', pathname + search, {
        headers: Object.fromEntries(new Headers(init?.headers ?? {})),
        ...(typeof init?.body === 'string' ? { raw: init.body } : {}),
      });
      return new Response(answer.status === 204 ? null : answer.text, { status: answer.status });
    },
  });
}

/** Makes one through the API itself. */
export async function seedTenant(
  fixture: ControlPlaneFixture,
  name: string,
): Promise<SeededTenant> {
  const people = {
    owner: fixture.signIn(`${name}-owner`),
    admin: fixture.signIn(`${name}-admin`),
    developer: fixture.signIn(`${name}-developer`),
    viewer: fixture.signIn(`${name}-viewer`),
  };
  const owner = clientFor(fixture, people.owner.token);
  const { id: workspace } = await owner.call('createWorkspace', { body: { name } });
  for (const role of ['admin', 'developer', 'viewer'] as const) {
    const body = { id: people[role].memberId, role, email: `${name}-${role}@example.com` };
    await owner.call('addWorkspaceMember', { params: { workspace }, body });
  }
  const workspaceKey = await owner.call('createWorkspaceApiKey', {
    params: { workspace },
    body: { name: 'everything', scopes: [...permissions] },
  });
  const project = await owner.call('createProject', {
    body: { name: `${name} project`, environment: 'dev', workspace_id: workspace },
  });
  const projectKey = await owner.call('createProjectApiKey', {
    params: { project: project.id },
    body: { name: 'usual' },
  });
  const client = await owner.call('createProjectClient', {
    params: { project_id: project.id },
    body: { client_name: 'Client', grant_types: ['client_credentials'] },
  });
  return {
    workspaceId: workspace,
    projectId: project.id,
    clientId: client.client_id,
    memberIds: {
      owner: people.owner.memberId,
      admin: people.admin.memberId,
      developer: people.developer.memberId,
      viewer: people.viewer.memberId,
    },
    tokens: {
      owner: people.owner.token,
      admin: people.admin.token,
      developer: people.developer.token,
      viewer: people.viewer.token,
      'workspace key': workspaceKey.value ?? '',
      'project key': projectKey.value ?? '',
    },
    owner,
  };
}
