import type { ClientMetadata } from '@gatehouse/protocol';
import type { Client, Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { ClientRow, ClientRows, NewClientRow, StoredSecret } from '../transactions.ts';
import { endEpoch, startOrRaiseEpoch } from './epochs.ts';
import { endGrants } from './grant-endings.ts';
import { isStorableText, readJson, writeBytes, writeJson } from './stored-values.ts';

/** One secret as the column `secrets` holds it. */
interface SecretDocument {
  readonly keyId: string;
  /** base64url */
  readonly hash: string;
  readonly expiresAt: string | null;
}

/** Stands in place of a hash, and is the hash of nothing. */
const withdrawnHash = new Uint8Array();

export function buildClientRows(context: ProjectContext): ClientRows {
  const { tx, projectId } = context;
  const find: ClientRows['find'] = async (clientId) => {
    if (!isStorableText(clientId)) return undefined;
    const row = await tx.client.findUnique({
      where: { projectId_clientId: { projectId, clientId } },
    });
    return row === null ? undefined : readClient(row);
  };
  return {
    find,
    async findForUpdate(clientId) {
      if (!isStorableText(clientId)) return undefined;
      await tx.$queryRaw`SELECT FROM clients
        WHERE project_id = ${projectId}::uuid AND client_id = ${clientId} FOR UPDATE`;
      return find(clientId);
    },
    async list(page, filter) {
      if (!Object.values(filter).every(isStorableText)) return [];
      const rows = await tx.client.findMany({
        where: { projectId, AND: [after(page.after), ...matching(filter)] },
        orderBy: [{ createdAt: 'asc' }, { clientId: 'asc' }],
        take: page.limit,
      });
      return rows.map(readClient);
    },
    count: () => tx.client.count({ where: { projectId } }),
    async countRegisteredForUpdate() {
      const lock = `client_registrations ${projectId}`;
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text`;
      return tx.client.count({ where: { projectId, registrationHash: { not: withdrawnHash } } });
    },
    async listUnusedRegistrations(before, limit) {
      // Each token is counted, and the counts are kept for good: no row, no token.
      const rows = await tx.$queryRaw<{ clientId: string }[]>`
        SELECT c.client_id AS "clientId" FROM clients c
        WHERE c.project_id = ${projectId}::uuid AND c.created_at < ${before}
          AND length(c.registration_hash) > 0
          AND NOT EXISTS (SELECT FROM hot.usage_hours u
            WHERE u.project_id = c.project_id AND u.client_id = c.client_id)
          AND NOT EXISTS (SELECT FROM hot.usage_days u
            WHERE u.project_id = c.project_id AND u.client_id = c.client_id)
        ORDER BY c.created_at LIMIT ${limit}`;
      const found = await Promise.all(rows.map(({ clientId }) => find(clientId)));
      return found.filter((row) => row !== undefined);
    },
    async allowsOrigin(origin) {
      if (!isStorableText(origin)) return false;
      const found = await tx.client.findFirst({
        where: {
          projectId,
          metadata: { path: ['allowed_cors_origins'], array_contains: [origin] },
        },
        select: { clientId: true },
      });
      return found !== null;
    },
    async insert({ clientId, metadata, secrets, registrationToken }) {
      const data = {
        projectId,
        clientId,
        ...writeClient({ metadata, secrets, registrationToken }),
      };
      const [row] = await tx.client.createManyAndReturn({ data: [data], skipDuplicates: true });
      if (row === undefined) return 'exists';
      await startOrRaiseEpoch(tx, { projectId, kind: 'client', key: clientId });
      context.markRuntimeChanged();
      return readClient(row);
    },
    async update(clientId, change) {
      if (!isStorableText(clientId)) return undefined;
      const [row] = await tx.client.updateManyAndReturn({
        where: { projectId, clientId },
        data: writeChange(change),
      });
      if (row === undefined) return undefined;
      context.markRuntimeChanged();
      return readClient(row);
    },
    async delete(clientId) {
      if (!isStorableText(clientId)) return false;
      const { count } = await tx.client.deleteMany({ where: { projectId, clientId } });
      if (count === 0) return false;
      await endEpoch(tx, { projectId, kind: 'client', key: clientId });
      // A client that comes back under the id inherits neither refresh tokens nor approvals.
      await tx.consent.deleteMany({ where: { projectId, clientId } });
      await endGrants(context, { clientId });
      context.markRuntimeChanged();
      return true;
    },
  };
}

function after(cursor: { createdAt: Date; clientId: string } | undefined): Prisma.ClientWhereInput {
  if (cursor === undefined) return {};
  const { createdAt, clientId } = cursor;
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, clientId: { gt: clientId } }] };
}

function matching(filter: { clientName?: string; owner?: string }): Prisma.ClientWhereInput[] {
  const { clientName, owner } = filter;
  return [
    ...(clientName === undefined
      ? []
      : [{ metadata: { path: ['client_name'], equals: clientName } }]),
    ...(owner === undefined ? [] : [{ metadata: { path: ['owner'], equals: owner } }]),
  ];
}

function readClient(row: Client): ClientRow {
  return {
    clientId: row.clientId,
    metadata: readJson<ClientMetadata>(row.metadata),
    secrets: readJson<SecretDocument[]>(row.secrets).map(readSecret),
    registrationToken: readRegistrationToken(row),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function readSecret({ keyId, hash, expiresAt }: SecretDocument): StoredSecret {
  return {
    keyId,
    hash: new Uint8Array(Buffer.from(hash, 'base64url')),
    expiresAt: expiresAt === null ? undefined : new Date(expiresAt),
  };
}

function readRegistrationToken({
  registrationKeyId: keyId,
  registrationHash: hash,
}: Client): ClientRow['registrationToken'] {
  if (keyId === null || hash === null) return undefined;
  return hash.length === 0 ? 'withdrawn' : { keyId, hash };
}

function writeClient({ metadata, secrets, registrationToken }: Omit<NewClientRow, 'clientId'>) {
  return {
    metadata: writeJson(metadata),
    secrets: writeJson(secrets.map(writeSecret)),
    ...writeRegistrationToken(registrationToken),
  };
}

function writeRegistrationToken(token: NewClientRow['registrationToken']) {
  if (token === undefined) return {};
  if (token === 'withdrawn') return { registrationKeyId: '', registrationHash: withdrawnHash };
  return { registrationKeyId: token.keyId, registrationHash: writeBytes(token.hash) };
}

/** An update leaves out what it does not change. */
function writeChange({ metadata, secrets, registrationToken }: Partial<NewClientRow>) {
  return {
    ...writeRegistrationToken(registrationToken),
    ...(metadata === undefined ? {} : { metadata: writeJson(metadata) }),
    ...(secrets === undefined ? {} : { secrets: writeJson(secrets.map(writeSecret)) }),
  };
}

function writeSecret({ keyId, hash, expiresAt }: StoredSecret): SecretDocument {
  return {
    keyId,
    hash: Buffer.from(hash).toString('base64url'),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
