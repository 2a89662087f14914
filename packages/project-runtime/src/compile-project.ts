// Compiles one project: everything that a request needs of it, bound to it, so that a request reads no
// table to know where it is.

import type { ProjectRow, ProjectScope, SigningKeyRow } from '@gatehouse/database';
import { createAccessTokenSealer, createClientSecrets, createSigner } from '@gatehouse/keys';
import {
  type Addressing,
  buildProjectUrl,
  issuerKeySet,
  type ProjectDocument,
  type ProjectId,
  type ProjectSettings,
} from '@gatehouse/protocol';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { Liveness } from '@gatehouse/token-engine/ports';
import type { BoundedCache } from './bounded-cache.ts';
import { type CachedClient, createClients } from './compiled-clients.ts';
import { CompiledRuntime, type SharedSources } from './compiled-runtime.ts';
import { queryWithoutToken } from './epoch-query.ts';
import type { HotPorts } from './runtime-sources.ts';
import type { SharedParts } from './shared-parts.ts';
import type { SharedSettings } from './shared-settings.ts';

export interface CompileContext extends SharedSources {
  readonly addressing: Addressing;
  readonly settings: SharedSettings;
  readonly clientCache: BoundedCache<CachedClient>;
  readonly clientParts: SharedParts;
}

/** A runtime, and how often its project had changed before it was compiled. */
export interface CompiledProject {
  readonly runtime: ProjectRuntime;
  readonly projectId: ProjectId;
  readonly version: number;
}

/** @returns undefined for a project that is deleted or purged. Throws StoreUnavailable on a storage fault. */
export async function compileProject(
  scope: ProjectScope,
  context: CompileContext,
): Promise<CompiledProject | undefined> {
  const { database } = context;
  const { projectId } = scope;
  const rows = await database.control.withProject(scope, async (tx) => {
    const version = await tx.runtimeVersion();
    const project = await tx.project();
    if (project === undefined || project.state === 'deleted') return undefined;
    const revision = await tx.revisions.current();
    const signingKeys = await tx.signingKeys.list(issuerKeySet);
    return { version, project, document: revision.document, signingKeys };
  });
  if (rows === undefined) return undefined;
  const hot = database.hot.forProject(projectId);
  const epochs = await loadEpochs(hot.liveness);
  if (epochs === undefined) return undefined;
  const runtime = buildRuntime(scope, { ...rows, hot, epochs }, context);
  return { runtime, projectId, version: rows.version };
}

/** @returns undefined once the project's epoch has ended. */
async function loadEpochs(liveness: Liveness): Promise<ProjectRuntime['epochs'] | undefined> {
  const { installation, project } = await liveness.load(queryWithoutToken(''));
  if (installation === undefined || project?.isActive !== true) return undefined;
  return { installation: installation.epoch, project: project.epoch };
}

interface ProjectParts {
  readonly project: ProjectRow;
  readonly document: ProjectDocument;
  readonly signingKeys: readonly SigningKeyRow[];
  readonly hot: HotPorts;
  readonly epochs: ProjectRuntime['epochs'];
}

function buildRuntime(
  scope: ProjectScope,
  parts: ProjectParts,
  context: CompileContext,
): ProjectRuntime {
  const { project, hot, epochs } = parts;
  const { database, keyring, random } = context;
  const { projectId, workspaceId } = scope;
  const settings = context.settings.of(parts.document);
  return new CompiledRuntime(context, {
    scope,
    hot,
    epochs,
    settings,
    project: {
      projectId,
      workspaceId,
      slug: project.slug,
      state: project.state,
      name: project.name,
      issuer: buildProjectUrl(context.addressing, project.slug),
    },
    clients: createClients({
      scope,
      settings,
      hot,
      database,
      cache: context.clientCache,
      parts: context.clientParts,
    }),
    secrets: createClientSecrets(keyring, projectId),
    sealer: createAccessTokenSealer(keyring, projectId, random),
    signer: createSigner(keyring, projectId, keepSigningHalf(parts.signingKeys, settings)),
  });
}

/** Tokens are signed with one algorithm until the settings change: of the other keys only the public halves stay. */
function keepSigningHalf(
  keys: readonly SigningKeyRow[],
  { signingAlgorithm }: ProjectSettings,
): readonly SigningKeyRow[] {
  return keys.map((key) => (key.alg === signingAlgorithm ? key : { ...key, privateSealed: null }));
}
