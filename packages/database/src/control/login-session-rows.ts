// Browsers that a login page of the project's own wanted to know again.

import { parseIdentityId, parseSessionId } from '@gatehouse/protocol';
import type { NewLoginSession } from '@gatehouse/token-engine/ports';
import type { LoginSession } from '../generated/client.ts';
import type { KnownLogin, LoginSessionRows } from '../own-page-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { deleteSessionEpochs, endEpochs, startOrRaiseEpoch } from './epochs.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { isStorableText, isStorableUuid, writeBytes } from './stored-values.ts';

/** Each new session takes some of those with it that ended so long ago that no token hangs on them. */
const removedWithEach = 20;

export function buildLoginSessionRows(context: ProjectContext): LoginSessionRows {
  const { tx, projectId } = context;
  return {
    async find(tokenHash, at) {
      const row = await tx.loginSession.findUnique({
        where: { projectId_tokenHash: { projectId, tokenHash: writeBytes(tokenHash) } },
      });
      if (row === null || row.endedAt !== null || row.expiresAt <= at) return undefined;
      return readLogin(row);
    },
    async end(sessionId, at) {
      if (!isStorableUuid(sessionId)) return false;
      return (await endSessions(context, { sessionId }, at)) > 0;
    },
    async endAll(subject, at) {
      return isStorableText(subject) ? endSessions(context, { subject }, at) : 0;
    },
  };
}

/** Stores the session with its epoch, in the transaction that took the login. */
export async function startLoginSession(
  context: ProjectContext,
  { sessionId, tokenHash, login, expiresAtSeconds, replaces }: NewLoginSession,
): Promise<void> {
  const { tx, projectId } = context;
  await removeOld(context);
  if (replaces !== undefined) {
    await tx.loginSession.updateMany({
      where: { projectId, tokenHash: writeBytes(replaces), endedAt: null },
      data: { endedAt: new Date() },
    });
  }
  await tx.loginSession.create({
    data: {
      projectId,
      sessionId,
      tokenHash: writeBytes(tokenHash),
      subject: login.subject,
      identityId: login.identityId ?? null,
      acr: login.acr,
      amr: [...login.amr],
      authenticatedAt: writeSeconds(login.authenticatedAtSeconds),
      expiresAt: writeSeconds(expiresAtSeconds),
    },
  });
  await startOrRaiseEpoch(tx, { projectId, kind: 'session', key: sessionId });
}

async function removeOld({ tx, projectId }: ProjectContext): Promise<void> {
  const removed = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM login_sessions WHERE project_id = ${projectId}::uuid AND session_id IN (
      SELECT session_id FROM login_sessions
      WHERE project_id = ${projectId}::uuid AND expires_at < now() - interval '31 days'
      LIMIT ${removedWithEach} FOR UPDATE SKIP LOCKED) RETURNING session_id::text AS id`;
  await deleteSessionEpochs(
    tx,
    projectId,
    removed.map(({ id }) => id),
  );
}

/** A session that was replaced keeps its epoch, so ending ends it whatever became of its cookie. */
async function endSessions(
  { tx, projectId }: ProjectContext,
  of: { readonly sessionId: string } | { readonly subject: string },
  at: Date,
): Promise<number> {
  const ended = await tx.loginSession.updateManyAndReturn({
    where: { projectId, ...of },
    data: { endedAt: at },
    select: { sessionId: true },
  });
  const ids = ended.map(({ sessionId }) => sessionId);
  await endEpochs(tx, { projectId, kind: 'session' }, ids);
  return ids.length;
}

function readLogin(row: LoginSession): KnownLogin {
  const sessionId = parseSessionId(row.sessionId);
  if (sessionId === undefined) throw new Error('The column session_id holds no session id.');
  return {
    subject: row.subject,
    identityId: row.identityId === null ? undefined : parseIdentityId(row.identityId),
    sessionId,
    authenticatedAtSeconds: readSeconds(row.authenticatedAt),
    acr: row.acr,
    amr: row.amr,
    context: {},
  };
}
