// Two tenants with the same ids wherever an id is chosen by somebody, and some of their own.

import { randomUUID } from 'node:crypto';
import type { Database, ProjectScope, RevisionRow, WebhookDeliveryRow } from '@gatehouse/database';
import {
  emptyProjectDocument,
  type GrantId,
  type IdentityId,
  type WorkspaceId,
} from '@gatehouse/protocol';
import type {
  NewAuthorizationCode,
  NewDeviceCode,
  TokenReference,
} from '@gatehouse/token-engine/ports';
import { Client } from 'pg';
import {
  buildCode,
  buildDeviceCode,
  buildTokenReference,
  randomBytesOf,
} from '../contracts/hot-fixture.ts';
import { createGrantId, createIdentityId } from '../fixtures/ids.ts';
import {
  buildApiKeyRow,
  buildAuditEntry,
  buildClientRow,
  buildInvitationRow,
  buildSigningKeyRow,
  testActor,
} from '../fixtures/rows.ts';
import { createTestProject, createTestWorkspace } from '../fixtures/tenants.ts';
import {
  buildConsent,
  buildLoginSession,
  buildPendingAuthorization,
  createIdentityIds,
  type IdentityIds,
  seedIdentity,
} from './seed-identity.ts';
import { buildMessage, type ServiceIds } from './seed-message.ts';
import {
  createOrganizationIds,
  type OrganizationIds,
  seedOrganization,
} from './seed-organization.ts';
import {
  buildTrustedIssuer,
  createTrustedIssuerIds,
  type TrustedIssuerIds,
} from './seed-trusted-issuer.ts';
import { createWebhookIds, seedWebhook, type WebhookIds } from './seed-webhook.ts';

/** Ids that a tenant's rows carry. */
export interface TenantIds
  extends IdentityIds,
    OrganizationIds,
    ServiceIds,
    TrustedIssuerIds,
    WebhookIds {
  readonly clientId: string;
  readonly kid: string;
  readonly apiKeyId: string;
  readonly workspaceApiKeyId: string;
  readonly invitationId: string;
  readonly grantId: GrantId;
  readonly code: NewAuthorizationCode;
  readonly deviceCode: NewDeviceCode;
  readonly token: TokenReference;
  readonly traceId: string;
  readonly memberId: IdentityId;
}

export interface SeededTenant {
  readonly scope: ProjectScope & { readonly workspaceId: WorkspaceId };
  readonly revision: RevisionRow;
  /** Of its endpoints, whose ids are chosen where they are made. */
  readonly deliveries: readonly WebhookDeliveryRow[];
  /** Only this tenant has them. */
  readonly own: TenantIds;
  /** Every tenant that was seeded with the same ones has them too. */
  readonly shared: TenantIds;
}

export function createTenantIds(database: Database, name: string): TenantIds {
  const grantId = createGrantId();
  const { clock } = database;
  const code = buildCode(clock, { codeHash: randomBytesOf(32), grantId, lifetimeSeconds: 3_600 });
  return {
    ...createIdentityIds(name),
    ...createOrganizationIds(name),
    ...createTrustedIssuerIds(),
    ...createWebhookIds(),
    clientId: name,
    kid: name,
    apiKeyId: randomUUID(),
    workspaceApiKeyId: randomUUID(),
    invitationId: randomUUID(),
    grantId,
    code: { ...code, grant: { ...code.grant, clientId: name } },
    deviceCode: buildDeviceCode(clock),
    token: buildTokenReference(clock),
    traceId: buildTraceId(clock.nowMilliseconds()),
    messageId: randomUUID(),
    failedJobId: randomUUID(),
    memberId: createIdentityId(),
  };
}

/** @param mark a text that every row carries which has room for one */
export async function seedTenant(
  database: Database,
  hotUrl: string,
  seed: { mark: string; shared: TenantIds },
): Promise<SeededTenant> {
  const { mark, shared } = seed;
  const { workspaceId } = await createTestWorkspace(database.control);
  const scope = await createTestProject(database.control, workspaceId);
  const own = createTenantIds(database, `own-${randomUUID()}`);
  for (const ids of [shared, own]) {
    await seedWorkspace(database, workspaceId, { mark, ids });
    // One code that was used and one that was not: both must look unknown from outside.
    await seedProject(database, scope, { mark, ids, isRedeemed: ids === own });
    await seedHotRows(hotUrl, scope, { mark, ids });
  }
  const revision = await database.control.withProject(scope, async (tx) => {
    const { revisionId } = await tx.revisions.current();
    const change = { document: emptyProjectDocument, changes: [mark], author: testActor };
    const added = await tx.revisions.add({ expectedRevisionId: revisionId, ...change });
    if (added === 'conflict') throw new Error('Nobody else could have changed it.');
    await tx.updateProject({ name: mark });
    return added;
  });
  const deliveries = await database.control.withProject(scope, async (tx) => {
    const lists = [shared, own].map(({ webhookId }) =>
      tx.webhookDeliveries.list(webhookId, { limit: 100, after: undefined }),
    );
    return (await Promise.all(lists)).flat();
  });
  return { scope, revision, deliveries, own, shared };
}

interface Seed {
  readonly mark: string;
  readonly ids: TenantIds;
}

async function seedWorkspace(
  database: Database,
  workspaceId: WorkspaceId,
  { mark, ids }: Seed,
): Promise<void> {
  await database.control.withWorkspace(workspaceId, async (tx) => {
    const { memberId } = ids;
    await tx.members.insert({ memberId, role: 'admin', email: `${mark}@example.com`, name: mark });
    await tx.apiKeys.insert(buildApiKeyRow({ id: ids.workspaceApiKeyId, name: mark }));
    const createdBy = { ...testActor, name: mark };
    await tx.invitations.insert(buildInvitationRow({ id: ids.invitationId, createdBy }));
    await tx.audit(buildAuditEntry({ targetId: mark }));
  });
}

async function seedProject(
  database: Database,
  scope: ProjectScope,
  { mark, ids, isRedeemed }: Seed & { isRedeemed: boolean },
): Promise<void> {
  await database.control.withProject(scope, async (tx) => {
    await tx.clients.insert(buildClientRow(ids.clientId, { client_name: mark }));
    const key = buildSigningKeyRow(ids.kid);
    await tx.signingKeys.insert({ ...key, publicJwk: { ...key.publicJwk, x: mark } });
    await tx.apiKeys.insert(buildApiKeyRow({ id: ids.apiKeyId, name: mark }));
    await tx.addToOutbox({ kind: 'mail', payload: { mark } });
    await tx.messages.queue(buildMessage(ids, mark), 9);
    await tx.audit(buildAuditEntry({ targetId: mark }));
  });
  await database.control.withProject(scope, async (tx) => {
    await seedOrganization(tx, ids, mark);
    await tx.trustedIssuers.insert(buildTrustedIssuer(ids, mark));
    await seedWebhook(tx, ids, mark);
    await seedIdentity(tx, ids, mark);
    const remember = buildConsent(ids, mark);
    const startsSession = buildLoginSession(ids, mark);
    const issue = { from: undefined, code: ids.code, remember, startsSession };
    await tx.authorizations.issueCode(issue);
  });
  const statements = database.control.statementsOf(scope.projectId);
  await statements.addAuthorization(buildPendingAuthorization(ids, mark));
  const ports = database.hot.forProject(scope.projectId);
  await ports.issuance.commit({
    clientId: ids.clientId,
    grantId: ids.grantId,
    redeem: isRedeemed
      ? { kind: 'authorization_code', codeHash: ids.code.codeHash, bucket: ids.code.bucket }
      : { kind: 'nothing' },
    refreshToken: {
      tokenHash: ids.code.codeHash,
      bucket: ids.code.bucket,
      scope: ['openid'],
      expiresAtSeconds: ids.code.grant.expiresAtSeconds,
    },
  });
  await ports.deviceCodes.add({ ...ids.deviceCode, address: mark });
  await ports.revocations.denylist(ids.token);
  ports.usage.count('introspections', ids.clientId);
  await database.hot.flushUsage();
}

/** A trace, past the sink that would gather it for a while; and a job that failed. */
async function seedHotRows(
  hotUrl: string,
  scope: ProjectScope,
  { mark, ids }: Seed,
): Promise<void> {
  const client = new Client({ connectionString: hotUrl });
  await client.connect();
  await client.query(
    `INSERT INTO hot.traces (project_id, bucket, trace_id, at, endpoint, outcome, trace)
     VALUES ($1, floor(extract(epoch FROM now()) / 86400), $2, now(), 'token', 'fault', $3)`,
    [scope.projectId, ids.traceId, { mark }],
  );
  await client.query(
    `INSERT INTO hot.outbox (project_id, id, kind, payload, attempts, last_error)
     VALUES ($1, $2, 'mail', '{}', 1, $3)`,
    [scope.projectId, ids.failedJobId, mark],
  );
  await client.end();
}

/** @returns a UUIDv7, which names the day of its partition. */
export function buildTraceId(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
