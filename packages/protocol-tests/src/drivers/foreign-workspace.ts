// A tenant that the key of the local workspace must not reach. Only people can make a workspace over HTTP,
// so a project that was made over HTTP is moved into one of its own behind the product's back.

import { randomUUID } from 'node:crypto';
import type { ManagementApi } from './management-api.ts';
import type { ProjectApi } from './project-api.ts';
import type { StoredRows } from './stored-rows.ts';

export interface ForeignWorkspace {
  readonly project: ProjectApi;
  /** A parameter of a management route, by its name, that belongs to the foreign workspace. */
  readonly parameters: Readonly<Record<string, string>>;
}

export async function moveProjectAway(
  api: ManagementApi,
  rows: StoredRows,
): Promise<ForeignWorkspace> {
  const project = await api.createProject('Somebody else');
  const { clientId } = await project.createClient();
  const projectId = project.address.id;
  const [key] = (await api.call(`/projects/${projectId}/tokens`)).jsonList();
  const revisionId = (await api.call(`/projects/${projectId}`)).stringAt('revision_id');
  const organizations = `/projects/${projectId}/organizations`;
  const organization = await create(api, organizations, { label: 'Theirs' });
  const portalLink = await create(api, `${organizations}/${organization}/onboarding-portal-links`, {
    enable_sso: true,
  });
  const webhooks = `/projects/${projectId}/webhooks`;
  const webhook = await create(api, webhooks, {
    url: 'https://hooks.example.com/',
    events: ['identity.created'],
    enabled: false,
  });
  const workspace = randomUUID();
  const invitation = randomUUID();
  const member = randomUUID();
  const workspaceKey = randomUUID();
  await rows.plant(
    `INSERT INTO workspaces (id, name, updated_at) VALUES ($1, 'Somebody else', now())`,
    [workspace],
  );
  await rows.plant(
    `INSERT INTO workspace_members (workspace_id, member_id, role, email, updated_at)
     VALUES ($1, $2, 'owner', 'owner@example.com', now())`,
    [workspace, member],
  );
  await rows.plant(
    `INSERT INTO workspace_api_keys
       (workspace_id, id, name, scopes, secret_key_id, secret_hash, last_characters, created_by, updated_at)
     VALUES ($1, $2, 'Theirs', '{projects:read}', 'none', '\\x00', 'none', '{}', now())`,
    [workspace, workspaceKey],
  );
  await rows.plant(
    `INSERT INTO workspace_invitations
       (workspace_id, id, role, secret_key_id, secret_hash, created_by, expires_at)
     VALUES ($1, $2, 'owner', 'none', '\\x00', '{}', now() + interval '1 day')`,
    [workspace, invitation],
  );
  await rows.plant(`UPDATE projects SET workspace_id = $1 WHERE project_id = $2`, [
    workspace,
    projectId,
  ]);
  await rows.plant(`UPDATE addresses SET workspace_id = $1 WHERE project_id = $2`, [
    workspace,
    projectId,
  ]);
  return {
    project,
    parameters: {
      workspace,
      member,
      project: projectId,
      project_id: projectId,
      revision_id: revisionId,
      client_id: clientId,
      token_id: String(key?.['id']),
      trace_id: randomUUID(),
      message_id: randomUUID(),
      job_id: randomUUID(),
      invitation,
      webhook,
      event_stream_id: webhook,
      delivery: randomUUID(),
      organization_id: organization,
      onboarding_portal_link_id: portalLink,
      workspace_key: workspaceKey,
    },
  };
}

async function create(api: ManagementApi, path: string, json: unknown): Promise<string> {
  return (await api.call(path, { method: 'POST', json })).stringAt('id');
}
