// Compiles one project: everything that a request needs of it, bound to it, so that a request reads no
// table to know where it is.

import {
  createAuthorizationStore,
  createRegistrationStore,
  createTrustedIssuerStore,
  type ProjectRow,
  type ProjectScope,
  type SigningKeyRow,
} from '@gatehouse/database';
import {
  assertions,
  createAccessTokenSealer,
  createClientSecrets,
  createCredentialProofs,
  createRegistrationCredentials,
  createSigner,
  createSingleUseValues,
  type Keyring,
} from '@gatehouse/keys';
import {
  type Addressing,
  buildProjectSettings,
  buildProjectUrl,
  issuerKeySet,
  type ProjectDocument,
  type ProjectId,
} from '@gatehouse/protocol';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { Liveness, Random } from '@gatehouse/token-engine/ports';
import type { BoundedCache } from './bounded-cache.ts';
import { type CachedClient, createClients } from './compiled-clients.ts';
import { queryWithoutToken } from './epoch-query.ts';
import type { HotPorts, RuntimeSources } from './runtime-sources.ts';

export interface CompileContext {
  readonly database: RuntimeSources;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly clientCache: BoundedCache<CachedClient>;
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
  const { project, hot } = parts;
  const { database, keyring } = context;
  const { projectId } = scope;
  const settings = buildProjectSettings(parts.document);
  return {
    project: {
      projectId,
      workspaceId: project.workspaceId,
      slug: project.slug,
      state: project.state,
      name: project.name,
      issuer: buildProjectUrl(context.addressing, project.slug),
    },
    settings,
    epochs: parts.epochs,
    clients: createClients({
      scope,
      settings,
      liveness: hot.liveness,
      control: database.control,
      cache: context.clientCache,
    }),
    registrations: createRegistrationStore(database.control, scope),
    registrationCredentials: createRegistrationCredentials(keyring, projectId, context.random),
    secrets: createClientSecrets(keyring, projectId),
    assertions,
    credentialProofs: createCredentialProofs(keyring, projectId),
    trustedIssuers: createTrustedIssuerStore(database.control, scope),
    sealer: createAccessTokenSealer(keyring, projectId, context.random),
    signer: createSigner(keyring, projectId, parts.signingKeys),
    singleUse: createSingleUseValues(keyring, projectId, context.random),
    issuance: hot.issuance,
    grants: hot.grants,
    deviceCodes: hot.deviceCodes,
    authorizations: createAuthorizationStore(database.control, scope),
    identities: hot.identities,
    liveness: hot.liveness,
    revocations: hot.revocations,
    traces: hot.traces,
    usage: hot.usage,
  };
}
