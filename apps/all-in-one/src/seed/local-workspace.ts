// The workspace `local`, its key for the command line, and the link by which a person claims it: made only by
// an embedded start that nobody but this machine reaches, so that the guide works without a login. Both are
// new with every start.

import path from 'node:path';
import {
  type AdministrationDependencies,
  buildInvitationLink,
  createApiKey,
  deleteApiKey,
  listApiKeys,
  type RequestedBy,
  renewClaim,
} from '@gatehouse/administration';
import {
  type Addressing,
  parseWorkspaceId,
  permissions,
  type WorkspaceId,
} from '@gatehouse/protocol';
import { buildRequestId } from '@gatehouse/runtime';
import { writeSecretFile } from '../home/open-home.ts';
import { operator } from './operator.ts';

// Always the same id: each embedded installation has exactly one, and finds it without a register.
const localWorkspaceId = '10ca1000-0000-4000-8000-000000000001';

export interface LocalStart {
  readonly home: string;
  /** The only address that the key may be sent to. */
  readonly url: string;
  readonly addressing: Addressing;
}

/**
 * Creates the workspace where it is missing, renews its key, and leaves the key in `cli.json`. @returns the
 * link that makes its opener the owner; undefined once there is one.
 */
export async function seedLocalWorkspace(
  dependencies: AdministrationDependencies,
  { home, url, addressing }: LocalStart,
): Promise<string | undefined> {
  const workspaceId = parseWorkspaceId(localWorkspaceId);
  if (workspaceId === undefined) throw new Error('The id of the local workspace is malformed.');
  const by = { actor: operator, requestId: buildRequestId() };
  await createWorkspaceOnce(dependencies, workspaceId, by);
  const owner = { kind: 'workspace', workspaceId } as const;
  const earlier = await listApiKeys(dependencies, owner);
  const { value } = await createApiKey(dependencies, {
    owner,
    by: { ...by, permissions: new Set(permissions) },
    name: 'Local command line',
    scopes: permissions,
  });
  const content = { url, workspace_id: workspaceId, api_key: value };
  writeSecretFile(path.join(home, 'cli.json'), `${JSON.stringify(content, undefined, 2)}\n`);
  // After the file: whatever happens in between, the key in it works.
  for (const { id, createdBy } of earlier) {
    if (createdBy.kind !== operator.kind || createdBy.id !== operator.id) continue;
    await deleteApiKey(dependencies, { owner, by, keyId: id });
  }
  const claim = await renewClaim(dependencies, { workspaceId, by });
  return claim === undefined ? undefined : buildInvitationLink(addressing, claim);
}

async function createWorkspaceOnce(
  { store }: AdministrationDependencies,
  workspaceId: WorkspaceId,
  by: RequestedBy,
): Promise<void> {
  const existing = await store.withWorkspace(workspaceId, (tx) => tx.workspace());
  if (existing !== undefined) return;
  await store.createWorkspace({
    workspaceId,
    name: 'local',
    owner: undefined,
    audit: {
      ...by,
      action: 'workspace.created',
      targetType: 'workspace',
      targetId: workspaceId,
      changes: { name: 'local' },
    },
  });
}
