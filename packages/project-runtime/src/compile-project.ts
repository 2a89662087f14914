// Compiles one project: everything that a request needs of it, bound to it, so that a request reads no
// table to know where it is.

import type { ProjectScope } from '@gatehouse/database';
import {
  createAccessTokenSealer,
  createClientSecrets,
  createSigner,
  type Keyring,
} from '@gatehouse/keys';
import {
  type Addressing,
  buildProjectSettings,
  buildProjectUrl,
  issuerKeySet,
} from '@gatehouse/protocol';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { Random } from '@gatehouse/token-engine/ports';
import type { BoundedCache } from './bounded-cache.ts';
import { type CachedClient, createClients } from './compiled-clients.ts';
import type { RuntimeSources } from './runtime-sources.ts';

export interface CompileContext {
  readonly database: RuntimeSources;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly clientCache: BoundedCache<CachedClient>;
}

/** @returns undefined for a project that is deleted or purged. Throws StoreUnavailable on a storage fault. */
export async function compileProject(
  scope: ProjectScope,
  context: CompileContext,
): Promise<ProjectRuntime | undefined> {
  const { database, keyring } = context;
  const { projectId } = scope;
  const rows = await database.control.withProject(scope, async (tx) => {
    const project = await tx.project();
    if (project === undefined || project.state === 'deleted') return undefined;
    const revision = await tx.revisions.current();
    const signingKeys = await tx.signingKeys.list(issuerKeySet);
    return { project, document: revision.document, signingKeys };
  });
  if (rows === undefined) return undefined;
  const hot = database.hot.forProject(projectId);
  const epochs = await hot.liveness.load({
    clientId: '',
    identityId: undefined,
    sessionId: undefined,
    grantId: undefined,
    token: { tokenId: new Uint8Array(), bucket: 0 },
  });
  if (epochs.project?.isActive !== true || epochs.installation === undefined) return undefined;
  const settings = buildProjectSettings(rows.document);
  return {
    project: {
      projectId,
      workspaceId: rows.project.workspaceId,
      slug: rows.project.slug,
      state: rows.project.state,
      issuer: buildProjectUrl(context.addressing, rows.project.slug),
    },
    settings,
    epochs: { installation: epochs.installation.epoch, project: epochs.project.epoch },
    clients: createClients({
      scope,
      settings,
      liveness: hot.liveness,
      control: database.control,
      cache: context.clientCache,
    }),
    secrets: createClientSecrets(keyring, projectId),
    sealer: createAccessTokenSealer(keyring, projectId, context.random),
    signer: createSigner(keyring, projectId, rows.signingKeys),
    issuance: hot.issuance,
    liveness: hot.liveness,
    revocations: hot.revocations,
    traces: hot.traces,
    usage: hot.usage,
  };
}
