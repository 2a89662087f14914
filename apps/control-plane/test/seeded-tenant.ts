// A workspace with a member of every role, a key of its own, and a project with a key and a client: what
// the tests call with, and what they call about.

import { randomUUID } from 'node:crypto';
import { createManagementClient, type ManagementClient } from '@gatehouse/contracts';
import type { ProjectScope } from '@gatehouse/database';
import { buildMail } from '@gatehouse/keys';
import { parseProjectId, permissions, type Role, roles } from '@gatehouse/protocol';
import { vi } from 'vitest';
import type { ControlPlaneFixture } from './control-plane-fixture.ts';

export type CallerName = Role | 'workspace key' | 'project key';
export const callerNames: readonly CallerName[] = [...roles, 'workspace key', 'project key'];

export interface SeededTenant {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly clientId: string;
  readonly traceId: string;
  readonly messageId: string;
  readonly failedJobId: string;
  readonly memberIds: Readonly<Record<Role, string>>;
  readonly tokens: Readonly<Record<CallerName, string>>;
  /** Calls as the owner. */
  readonly owner: ManagementClient;
  /** Calls as somebody who is no member of it. */
  readonly stranger: ManagementClient;
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

/** Leaves a trace as the project API does; resolves once it is written. */
async function recordTrace(
  { database }: ControlPlaneFixture,
  owner: ManagementClient,
  id: string,
): Promise<string> {
  const projectId = parseProjectId(id);
  if (projectId === undefined) throw new Error(`${id} is no project id.`);
  const atMilliseconds = database.clock.nowMilliseconds();
  const time = atMilliseconds.toString(16).padStart(12, '0');
  const traceId = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${randomUUID().slice(-12)}`;
  database.hot.forProject(projectId).traces.record({
    traceId,
    endpoint: 'token',
    atMilliseconds,
    clientId: 'nobody',
    grantType: 'client_credentials',
    outcome: 'client_unknown',
    checks: [{ check: 'client_authentication', passed: false }],
  });
  await vi.waitFor(
    () => owner.call('getProjectTrace', { params: { project_id: projectId, trace_id: traceId } }),
    { timeout: 10_000 },
  );
  return traceId;
}

async function findScope({ database }: ControlPlaneFixture, id: string): Promise<ProjectScope> {
  const projectId = parseProjectId(id);
  const scope = projectId && (await database.control.scopeOfProject(projectId));
  if (scope === undefined) throw new Error(`${id} is no project.`);
  return scope;
}

async function queueMail(fixture: ControlPlaneFixture, id: string): Promise<string> {
  const scope = await findScope(fixture, id);
  const messageId = randomUUID();
  const order = {
    recipient: 'ann@example.com',
    template: 'registration_attempt',
    locale: 'en',
  } as const;
  const mail = buildMail(fixture.dependencies, { projectId: scope.projectId, messageId }, order);
  await fixture.database.control.withProject(scope, (tx) => tx.messages.queue(mail, 1));
  return messageId;
}

/** A job that failed once, as a worker leaves it. */
async function failJob(fixture: ControlPlaneFixture, id: string): Promise<string> {
  const scope = await findScope(fixture, id);
  const { control, hot } = fixture.database;
  await control.withProject(scope, (tx) => tx.addToOutbox({ kind: 'test.failing', payload: {} }));
  const claimed = await hot.outbox.claim({ limit: 100, holdSeconds: 1, maxAttempts: 15 });
  const row = claimed.find((one) => one.kind === 'test.failing' && one.projectId === id);
  if (row === undefined) throw new Error('The job was claimed by somebody else.');
  const failure = { retryAfterSeconds: 3600, maxAttempts: 15 };
  await hot.outbox.fail(row, { error: 'MailServerFailed: for ann@example.com', ...failure });
  return row.id;
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
    traceId: await recordTrace(fixture, owner, project.id),
    messageId: await queueMail(fixture, project.id),
    failedJobId: await failJob(fixture, project.id),
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
    stranger: clientFor(fixture, fixture.signIn(`${name}-stranger`).token),
  };
}
