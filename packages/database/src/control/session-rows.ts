import type { Session, SessionFacts } from '@gatehouse/identity-engine';
import type {
  Identity,
  IdentityAddress,
  Prisma,
  Session as SessionRow,
} from '../generated/client.ts';
import type { SessionRows } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { deleteSessionEpochs, loadEpochs, startOrRaiseEpoch } from './epochs.ts';
import { readIdentity, withAddresses } from './identity-values.ts';
import { writeSeconds } from './seconds.ts';
import { endSessions } from './session-endings.ts';
import { noEpoch, readSession } from './session-values.ts';
import { isStorableUuid, writeBytes } from './stored-values.ts';

const withIdentity = { identity: { include: withAddresses } } as const;
type JoinedSession = SessionRow & { identity: Identity & { addresses: IdentityAddress[] } };

export function buildSessionRows(context: ProjectContext): SessionRows {
  const { tx, projectId } = context;
  return {
    async insert(session, tokenHash) {
      await tx.session.createMany({ data: [{ projectId, ...writeSession(session, tokenHash) }] });
      await startOrRaiseEpoch(tx, { projectId, kind: 'session', key: session.sessionId });
    },
    async renew(session, tokenHash) {
      const { sessionId, identityId } = session;
      const { count } = await tx.session.updateMany({
        where: { projectId, sessionId, identityId, endedAt: null },
        data: writeSession(session, tokenHash),
      });
      return count > 0;
    },
    async find(sessionId) {
      if (!isStorableUuid(sessionId)) return undefined;
      const row = await tx.session.findUnique({
        where: { projectId_sessionId: { projectId, sessionId } },
        include: withIdentity,
      });
      return row === null ? undefined : (await loadFacts(context, [row]))[0];
    },
    async list({ limit, after }, { identityId, liveAt }) {
      if (identityId !== undefined && !isStorableUuid(identityId)) return [];
      const rows = await tx.session.findMany({
        where: {
          projectId,
          ...(identityId === undefined ? {} : { identityId }),
          ...(liveAt === undefined ? {} : liveSince(liveAt)),
          AND: beyond(after),
        },
        include: withIdentity,
        orderBy: [{ issuedAt: 'desc' }, { sessionId: 'desc' }],
        take: limit,
      });
      return loadFacts(context, rows);
    },
    async extend(sessionId, idleExpiresAt) {
      const { count } = await tx.session.updateMany({
        where: { projectId, sessionId, endedAt: null, idleExpiresAt: { lt: idleExpiresAt } },
        data: { idleExpiresAt },
      });
      return count > 0;
    },
    async end(sessionId, at) {
      if (!isStorableUuid(sessionId)) return false;
      return (await endSessions(context, { sessionId, at })) > 0;
    },
    async endAll(identityId, ending) {
      if (!isStorableUuid(identityId)) return 0;
      return endSessions(context, { identityId, ...ending });
    },
    async deleteExpired(before, limit) {
      const deleted = await tx.$queryRaw<{ id: string }[]>`
        DELETE FROM sessions WHERE project_id = ${projectId}::uuid AND session_id IN (
          SELECT session_id FROM sessions
          WHERE project_id = ${projectId}::uuid AND expires_at < ${before}::timestamptz
          ORDER BY expires_at LIMIT ${limit}::int
        ) RETURNING session_id::text AS id`;
      await deleteSessionEpochs(
        tx,
        projectId,
        deleted.map(({ id }) => id),
      );
      return deleted.length;
    },
  };
}

function liveSince(at: Date): Prisma.SessionWhereInput {
  return { endedAt: null, expiresAt: { gt: at }, idleExpiresAt: { gt: at } };
}

function beyond(
  cursor: { issuedAt: Date; sessionId: string } | undefined,
): Prisma.SessionWhereInput {
  if (cursor === undefined) return {};
  const { issuedAt, sessionId } = cursor;
  return { OR: [{ issuedAt: { lt: issuedAt } }, { issuedAt, sessionId: { lt: sessionId } }] };
}

async function loadFacts(
  { tx, projectId }: ProjectContext,
  rows: readonly JoinedSession[],
): Promise<SessionFacts[]> {
  if (rows.length === 0) return [];
  const identityIds = [...new Set(rows.map((row) => row.identityId))];
  const sessionIds = rows.map((row) => row.sessionId);
  const identities = await loadEpochs(tx, { projectId, kind: 'identity' }, identityIds);
  const sessions = await loadEpochs(tx, { projectId, kind: 'session' }, sessionIds);
  return rows.map((row) => ({
    session: readSession(row),
    identity: readIdentity(row.identity),
    epochs: {
      identity: identities.get(row.identityId) ?? noEpoch,
      session: sessions.get(row.sessionId) ?? noEpoch,
    },
  }));
}

function writeSession(session: Session, tokenHash: Uint8Array) {
  return {
    sessionId: session.sessionId,
    identityId: session.identityId,
    tokenHash: writeBytes(tokenHash),
    methods: session.methods.map(({ method, completedAtSeconds }) => ({
      method,
      completedAtSeconds,
    })),
    address: session.device.address ?? null,
    userAgent: session.device.userAgent ?? null,
    issuedAt: writeSeconds(session.issuedAtSeconds),
    authenticatedAt: writeSeconds(session.authenticatedAtSeconds),
    expiresAt: writeSeconds(session.expiresAtSeconds),
    idleExpiresAt: writeSeconds(session.idleExpiresAtSeconds),
  };
}
