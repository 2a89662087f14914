import { type GrantId, type PublicJwk, parseGrantId } from '@gatehouse/protocol';
import type { EpochFact } from '@gatehouse/token-engine/ports';
import type { Prisma, TrustedJwtIssuer } from '../generated/client.ts';
import type { TrustedIssuerRow, TrustedIssuerRows } from '../rows/trusted-issuers.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { endGrants } from './grant-endings.ts';
import { isStorableText, isStorableUuid, readJson, writeJson } from './stored-values.ts';

/** What `subject` holds where an issuer may speak about anybody. */
const anySubject = '';

export function buildTrustedIssuerRows(context: ProjectContext): TrustedIssuerRows {
  const { tx, projectId } = context;
  return {
    async insert({ issuerId, publicJwk, subject = anySubject, ...row }) {
      const { issuer, scope, expiresAt } = row;
      const written = { issuer, subject, scope: [...scope], kid: publicJwk.kid, expiresAt };
      const data = { projectId, issuerId, ...written, publicJwk: writeJson(publicJwk) };
      const [inserted] = await tx.trustedJwtIssuer.createManyAndReturn({
        data: [data],
        skipDuplicates: true,
      });
      if (inserted === undefined) return 'exists';
      await tx.$executeRaw`
        INSERT INTO hot.grants (project_id, grant_id, client_id, scope, audience, expires_at)
        VALUES (${projectId}::uuid, ${issuerId}::uuid, '', ${[...scope]}::text[], '{}', ${expiresAt})`;
      return readIssuer(inserted);
    },
    async find(issuerId) {
      if (!isStorableUuid(issuerId)) return undefined;
      const row = await tx.trustedJwtIssuer.findUnique({
        where: { projectId_issuerId: { projectId, issuerId } },
      });
      return row === null ? undefined : readIssuer(row);
    },
    async list(page, { issuer }) {
      if (!isStorableText(issuer ?? '')) return [];
      const rows = await tx.trustedJwtIssuer.findMany({
        where: { projectId, AND: [after(page.after), issuer === undefined ? {} : { issuer }] },
        orderBy: [{ createdAt: 'asc' }, { issuerId: 'asc' }],
        take: page.limit,
      });
      return rows.map(readIssuer);
    },
    count: () => tx.trustedJwtIssuer.count({ where: { projectId } }),
    async delete(issuerId) {
      if (!isStorableUuid(issuerId)) return false;
      const { count } = await tx.trustedJwtIssuer.deleteMany({ where: { projectId, issuerId } });
      if (count === 0) return false;
      await endGrants(context, { grantId: issuerId });
      return true;
    },
    async findFor({ issuer, subject, keyId }, limit) {
      if (![issuer, subject, keyId ?? ''].every(isStorableText)) return [];
      const rows = await tx.trustedJwtIssuer.findMany({
        where: {
          projectId,
          issuer,
          subject: { in: [subject, anySubject] },
          ...(keyId === undefined ? {} : { kid: keyId }),
        },
        orderBy: [{ subject: 'desc' }, { createdAt: 'desc' }],
        take: limit,
      });
      const epochs = await loadEpochs(context, rows);
      return rows.map((row) => {
        const { expiresAt, createdAt: _, ...read } = readIssuer(row);
        const epoch = epochs.get(row.issuerId) ?? { epoch: 0, isActive: false };
        return { ...read, expiresAtSeconds: Math.floor(expiresAt.getTime() / 1000), epoch };
      });
    },
  };
}

/** The epochs of the grants, by id. */
async function loadEpochs(
  { tx, projectId }: ProjectContext,
  rows: readonly TrustedJwtIssuer[],
): Promise<ReadonlyMap<string, EpochFact>> {
  const ids = rows.map(({ issuerId }) => issuerId);
  const found = await tx.$queryRaw<{ grant_id: string; epoch: number; active: boolean }[]>`
    SELECT grant_id::text, epoch, active FROM hot.grants
    WHERE project_id = ${projectId}::uuid AND grant_id = ANY (${ids}::uuid[])`;
  return new Map(
    found.map((row) => [row.grant_id, { epoch: row.epoch, isActive: row.active }] as const),
  );
}

function after(
  cursor: { createdAt: Date; issuerId: string } | undefined,
): Prisma.TrustedJwtIssuerWhereInput {
  if (cursor === undefined) return {};
  const { createdAt, issuerId } = cursor;
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, issuerId: { gt: issuerId } }] };
}

function readIssuer(row: TrustedJwtIssuer): TrustedIssuerRow {
  return {
    issuerId: readIssuerId(row.issuerId),
    issuer: row.issuer,
    subject: row.subject === anySubject ? undefined : row.subject,
    scope: row.scope,
    publicJwk: readJson<PublicJwk>(row.publicJwk),
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
  };
}

function readIssuerId(stored: string): GrantId {
  const id = parseGrantId(stored);
  if (id === undefined) throw new Error(`trusted_jwt_issuers holds the issuer_id "${stored}".`);
  return id;
}
