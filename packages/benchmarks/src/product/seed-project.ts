// A project with the clients and the person that are measured, made by the product's own use cases.

import { createClient, createIdentity, createProject } from '@gatehouse/administration';
import type { Actor, ProjectScope } from '@gatehouse/database';
import { createPasswordPool, createPasswords, generateUuid } from '@gatehouse/keys';
import type { Installation } from '@gatehouse/project-runtime';
import {
  buildProjectUrl,
  type IdentityId,
  maxRate,
  parseIdentityId,
  parseWorkspaceId,
} from '@gatehouse/protocol';
import type { ClientCredentials } from '../load/messages.ts';
import { redirectUri, webScope } from './measured-values.ts';

export interface MeasuredProject {
  readonly scope: ProjectScope;
  /** Path of the project below the origin, such as /p/quiet-lake-1a2b. */
  readonly path: string;
  /** Client credentials, sealed tokens. */
  readonly machine: ClientCredentials;
  /** The same with ES256 JWTs. */
  readonly machineJwt: ClientCredentials;
  /** Authorization code and refresh token. */
  readonly web: ClientCredentials;
  readonly identityId: IdentityId;
}

export const person = { email: 'ann@example.com', password: 'an-uncommon-phrase-4711' };
const actor: Actor = { kind: 'operator', id: 'benchmark', name: 'npm run bench' };
export const by = { actor, requestId: 'benchmark' };

export interface SeedOptions {
  /** Requests that all clients of the project together may send in a minute. */
  readonly perMinute: number;
}

export async function seedProject(
  installation: Installation,
  { perMinute }: SeedOptions,
): Promise<MeasuredProject> {
  const workspaceId = parseWorkspaceId(generateUuid(installation.random));
  if (workspaceId === undefined) throw new Error('A generated UUID is a workspace id.');
  await installation.store.createWorkspace({
    workspaceId,
    name: 'Benchmark',
    owner: undefined,
    audit: {
      ...by,
      action: 'workspace.created',
      targetType: 'workspace',
      targetId: workspaceId,
      changes: {},
    },
  });
  const fields = { workspaceId, name: 'Benchmark', environment: 'dev' } as const;
  const { projectId, slug } = await createProject(installation, fields, by);
  const scope = { projectId, workspaceId };
  await setSettings(installation, scope, perMinute);
  const create = async (input: Readonly<Record<string, unknown>>): Promise<ClientCredentials> => {
    const client = await createClient(installation, { scope, by, input });
    return { clientId: client.client_id, clientSecret: client.client_secret ?? '' };
  };
  const machine = { grant_types: ['client_credentials'], scope: 'read write' };
  return {
    scope,
    path: new URL(buildProjectUrl(installation.addressing, slug)).pathname,
    machine: await create({ ...machine, access_token_strategy: 'opaque' }),
    machineJwt: await create({ ...machine, access_token_strategy: 'jwt' }),
    web: await create({
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [redirectUri],
      scope: webScope,
    }),
    identityId: await seedIdentity(installation, scope),
  };
}

async function setSettings(
  { store }: Installation,
  scope: ProjectScope,
  perMinute: number,
): Promise<void> {
  await store.withProject(scope, async (tx) => {
    const { revisionId, document } = await tx.revisions.current();
    const rates = { per_client: maxRate, per_project: perMinute, per_address: maxRate };
    const config = { signing: { algorithm: 'ES256' }, rate_limits: rates };
    const oauth2 = { config };
    await tx.revisions.add({
      expectedRevisionId: revisionId,
      document: { ...document, services: { ...document.services, oauth2 } },
      changes: [],
      author: actor,
    });
  });
}

async function seedIdentity(installation: Installation, scope: ProjectScope): Promise<IdentityId> {
  const { keyring, random } = installation;
  const pool = createPasswordPool();
  const identity = await createIdentity(installation, {
    scope,
    by,
    issuer: 'benchmark',
    passwords: createPasswords({ keyring, random, pool }, scope.projectId),
    input: {
      traits: { email: person.email, name: 'Ann Example' },
      credentials: { password: { config: { password: person.password } } },
    },
  });
  const identityId = parseIdentityId(identity.id);
  if (identityId === undefined) throw new Error('An identity has an id.');
  return identityId;
}
