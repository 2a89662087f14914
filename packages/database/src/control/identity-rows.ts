import type { PasswordAccount } from '@gatehouse/identity-engine/ports';
import { parseDurationSeconds } from '@gatehouse/protocol';
import { Prisma } from '../generated/client.ts';
import type { IdentityChange, IdentityRows, NewIdentity } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { buildCredentialRows } from './credential-rows.ts';
import { endEpoch, raiseEpoch, startOrRaiseEpoch } from './epochs.ts';
import { endGrants } from './grant-endings.ts';
import { replaceAddress } from './identity-addresses.ts';
import { readIdentity, readIdentityState, withAddresses } from './identity-values.ts';
import { endSessions } from './session-endings.ts';
import { isStorableText, isStorableUuid, readIdentityId, writeJson } from './stored-values.ts';

export function buildIdentityRows(context: ProjectContext): IdentityRows {
  const { tx, projectId } = context;
  const findWhere = async (where: Prisma.IdentityWhereInput) => {
    const row = await tx.identity.findFirst({
      where: { projectId, AND: where },
      include: withAddresses,
    });
    return row === null ? undefined : readIdentity(row);
  };
  const find: IdentityRows['find'] = async (identityId) =>
    isStorableUuid(identityId) ? findWhere({ identityId }) : undefined;
  return {
    ...buildCredentialRows(context),
    find,
    async findForUpdate(identityId) {
      if (!isStorableUuid(identityId)) return undefined;
      await tx.$queryRaw`SELECT FROM identities
        WHERE project_id = ${projectId}::uuid AND identity_id = ${identityId}::uuid FOR UPDATE`;
      return find(identityId);
    },
    async findForShare(identityId) {
      if (!isStorableUuid(identityId)) return undefined;
      await tx.$queryRaw`SELECT FROM identities
        WHERE project_id = ${projectId}::uuid AND identity_id = ${identityId}::uuid FOR SHARE`;
      return find(identityId);
    },
    findByAddress: async (normalized) =>
      isStorableText(normalized) ? findWhere({ addresses: { some: { normalized } } }) : undefined,
    findByAddressId: async (addressId) =>
      isStorableUuid(addressId) ? findWhere({ addresses: { some: { addressId } } }) : undefined,
    async findAccount(normalized) {
      if (!isStorableText(normalized)) return undefined;
      const [row] = await tx.$queryRaw<StoredAccount[]>`
        SELECT i.identity_id::text AS "identityId", i.state, c.secret, o.session_lifespan AS "sessionLifespan"
        FROM identity_addresses a
        JOIN identities i ON i.project_id = a.project_id AND i.identity_id = a.identity_id
        LEFT JOIN identity_credentials c
          ON c.project_id = i.project_id AND c.identity_id = i.identity_id AND c.type = 'password'
        LEFT JOIN organizations o
          ON o.project_id = i.project_id AND o.organization_id = i.organization_id
        WHERE a.project_id = ${projectId}::uuid AND a.normalized = ${normalized}`;
      return row && readAccount(row);
    },
    findByExternalId: async (externalId) =>
      isStorableText(externalId) ? findWhere({ externalId }) : undefined,
    async list({ limit, after }, { address, ids, organizationId }) {
      if (address !== undefined && !isStorableText(address)) return [];
      if (organizationId !== undefined && !isStorableUuid(organizationId)) return [];
      const rows = await tx.identity.findMany({
        where: {
          projectId,
          ...(after === undefined ? {} : { identityId: { gt: after } }),
          ...(organizationId === undefined ? {} : { organizationId }),
          ...(address === undefined ? {} : { addresses: { some: { normalized: address } } }),
          ...(ids === undefined ? {} : { AND: { identityId: { in: ids.filter(isStorableUuid) } } }),
        },
        include: withAddresses,
        orderBy: { identityId: 'asc' },
        take: limit,
      });
      return rows.map(readIdentity);
    },
    insert: (identity) => insertIdentity(context, identity),
    update: (identityId, change) => updateIdentity(context, { identityId, change }, find),
    async setState(identityId, { state, at }) {
      const { count } = await tx.identity.updateMany({
        where: { projectId, identityId, state: { not: state } },
        data: { state, stateChangedAt: at },
      });
      const epoch = { projectId, kind: 'identity', key: identityId } as const;
      if (count > 0 && state === 'active') await startOrRaiseEpoch(tx, epoch);
      if (count > 0 && state === 'inactive') {
        await endEpoch(tx, epoch);
        await endSessions(context, { identityId, at });
        // Refresh tokens too, for good: being active again does not bring them back.
        await endGrants(context, { identityId });
      }
      return find(identityId);
    },
    async revoke(identityId, at) {
      await raiseEpoch(tx, { projectId, kind: 'identity', key: identityId });
      await endSessions(context, { identityId, at });
      await endGrants(context, { identityId });
    },
    async delete(identityId) {
      if (!isStorableUuid(identityId)) return false;
      await endSessions(context, { identityId, at: new Date() });
      const { count } = await tx.identity.deleteMany({ where: { projectId, identityId } });
      if (count === 0) return false;
      await endEpoch(tx, { projectId, kind: 'identity', key: identityId });
      await tx.consent.deleteMany({ where: { projectId, subject: identityId } });
      return true;
    },
  };
}

interface StoredAccount {
  readonly identityId: string;
  readonly state: string;
  readonly secret: string | null;
  /** Of their organization. */
  readonly sessionLifespan: string | null;
}

function readAccount(account: StoredAccount): PasswordAccount {
  const { identityId, state, secret, sessionLifespan } = account;
  return {
    identityId: readIdentityId(identityId),
    state: readIdentityState(state),
    passwordHash: secret ?? undefined,
    sessionLifetimeSeconds: parseDurationSeconds(sessionLifespan ?? ''),
  };
}

async function insertIdentity(
  { tx, projectId }: ProjectContext,
  identity: NewIdentity,
): ReturnType<IdentityRows['insert']> {
  const { identityId, address, passwordHash } = identity;
  const inserted = await tx.identity.createMany({
    data: [{ projectId, ...writeIdentity(identity) }],
    skipDuplicates: true,
  });
  if (inserted.count === 0) return 'external_id_taken';
  if (passwordHash !== undefined) {
    const credential = { projectId, identityId, type: 'password', secret: passwordHash };
    await tx.identityCredential.createMany({ data: [credential] });
  }
  const { count } = await tx.identityAddress.createMany({
    data: [{ projectId, identityId, ...address, verifiedAt: address.verifiedAt ?? null }],
    skipDuplicates: true,
  });
  // About as much work as going on, so that the time tells little.
  if (count === 0) {
    await tx.identity.deleteMany({ where: { projectId, identityId } });
    return 'address_taken';
  }
  await startOrRaiseEpoch(tx, { projectId, kind: 'identity', key: identityId });
  return 'inserted';
}

async function updateIdentity(
  context: ProjectContext,
  { identityId, change }: { identityId: string; change: IdentityChange },
  find: IdentityRows['find'],
): ReturnType<IdentityRows['update']> {
  const { tx, projectId } = context;
  const current = await find(identityId);
  if (current === undefined) return undefined;
  const { externalId } = change;
  if (typeof externalId === 'string') {
    const owner = await tx.identity.findFirst({ where: { projectId, externalId } });
    if (owner !== null && owner.identityId !== identityId) return 'external_id_taken';
  }
  if (change.address !== undefined) {
    const isReplaced = await replaceAddress(context, current, change.address);
    if (!isReplaced) return 'address_taken';
  }
  await tx.identity.updateMany({ where: { projectId, identityId }, data: writeChange(change) });
  return find(identityId);
}

function writeIdentity(identity: NewIdentity) {
  return {
    identityId: identity.identityId,
    schemaId: identity.schemaId,
    traits: writeJson(identity.traits),
    state: identity.state ?? 'active',
    externalId: identity.externalId ?? null,
    organizationId: identity.organizationId ?? null,
    metadataPublic: writeOptionalJson(identity.metadataPublic),
    metadataAdmin: writeOptionalJson(identity.metadataAdmin),
  };
}

function writeChange(change: IdentityChange) {
  const { traits, externalId, organizationId, metadataPublic, metadataAdmin } = change;
  return {
    ...(traits === undefined ? {} : { traits: writeJson(traits) }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(metadataPublic === undefined ? {} : { metadataPublic: writeOptionalJson(metadataPublic) }),
    ...(metadataAdmin === undefined ? {} : { metadataAdmin: writeOptionalJson(metadataAdmin) }),
  };
}

function writeOptionalJson(value: unknown) {
  return typeof value === 'object' && value !== null ? writeJson(value) : Prisma.DbNull;
}
