// Authorization requests under way and remembered consents of one project. A stage is left by
// compare-and-set on its secret, so of two answers one is the first.

import type {
  AuthorizationRequests,
  AuthorizationStage,
  NewAuthorizationCode,
  PendingAuthorization,
  RememberedConsentRow,
  SingleUseKey,
  StageKey,
} from '@gatehouse/token-engine/ports';
import { type AuthorizationRequest, Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { denyDevice, lockPendingDevice, writeApproval } from './device-answers.ts';
import { startLoginSession } from './login-session-rows.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { isStorableText, isStorableUuid, readJson, writeJson } from './stored-values.ts';

/** Each new request takes some of those with it that nobody finished. */
const removedWithEach = 20;

export function buildAuthorizationRows(context: ProjectContext): AuthorizationRequests {
  const { tx, projectId } = context;
  // Whoever writes both locks the device before the request: two who answer at once then wait for each other in turn.
  const end = async (from: StageKey, device?: SingleUseKey): Promise<boolean> => {
    const deniesDevice = device !== undefined && (await lockPendingDevice(context, device));
    const { count } = await tx.authorizationRequest.updateMany({
      where: { projectId, ...from },
      data: {
        stage: 'ended',
        secretHash: '',
        login: Prisma.DbNull,
        consent: Prisma.DbNull,
        rejection: Prisma.DbNull,
        handledHashes: { push: from.secretHash },
      },
    });
    if (count !== 1) return false;
    if (deniesDevice) await denyDevice(context, device);
    return true;
  };
  return {
    async add(pending) {
      await tx.$executeRaw`DELETE FROM authorization_requests WHERE project_id = ${projectId}::uuid
        AND request_id IN (
          SELECT request_id FROM authorization_requests
          WHERE project_id = ${projectId}::uuid AND expires_at < now()
          LIMIT ${removedWithEach} FOR UPDATE SKIP LOCKED)`;
      await tx.authorizationRequest.create({ data: { projectId, ...writePending(pending) } });
    },
    async find(requestId) {
      if (!isStorableUuid(requestId)) return undefined;
      const row = await tx.authorizationRequest.findUnique({
        where: { projectId_requestId: { projectId, requestId } },
      });
      return row === null ? undefined : readPending(row);
    },
    async advance(from, to, startsSession) {
      const { count } = await tx.authorizationRequest.updateMany({
        where: { projectId, ...from },
        data: {
          stage: to.stage,
          secretHash: to.secretHash,
          login: writeOptional(to.login),
          consent: writeOptional(to.consent),
          rejection: writeOptional(to.rejection),
          handledHashes: { push: from.secretHash },
        },
      });
      if (count !== 1) return false;
      if (startsSession !== undefined) await startLoginSession(context, startsSession);
      return true;
    },
    end,
    async issueCode({ from, code, remember, startsSession }) {
      if (from !== undefined && !(await end(from))) return false;
      if (remember !== undefined) await rememberConsent(context, remember);
      if (startsSession !== undefined) await startLoginSession(context, startsSession);
      await insertCode(context, code);
      return true;
    },
    async approveDevice({ from, device, grant, remember, startsSession }) {
      if (!(await lockPendingDevice(context, device))) return 'device_code_closed';
      if (from !== undefined && !(await end(from))) return 'request_ended';
      if (remember !== undefined) await rememberConsent(context, remember);
      if (startsSession !== undefined) await startLoginSession(context, startsSession);
      await insertGrant(context, grant);
      await writeApproval(context, device, grant.grantId);
      return 'approved';
    },
    async findConsent(subject, clientId) {
      if (!isStorableText(subject) || !isStorableText(clientId)) return undefined;
      const row = await tx.consent.findUnique({
        where: { projectId_subject_clientId: { projectId, subject, clientId } },
      });
      if (row === null || (row.rememberUntil !== null && row.rememberUntil < new Date()))
        return undefined;
      return {
        scope: row.scope,
        audience: row.audience,
        idTokenClaims: readJson(row.idTokenClaims),
        accessTokenClaims: readJson(row.accessTokenClaims),
      };
    },
  };
}

async function rememberConsent(
  { tx, projectId }: ProjectContext,
  { subject, clientId, consent }: RememberedConsentRow,
): Promise<void> {
  const seconds = consent.rememberForSeconds ?? 0;
  const data = {
    scope: [...consent.scope],
    audience: [...consent.audience],
    idTokenClaims: writeJson(consent.idTokenClaims),
    accessTokenClaims: writeJson(consent.accessTokenClaims),
    rememberUntil: seconds === 0 ? null : new Date(Date.now() + seconds * 1000),
  };
  await tx.consent.upsert({
    where: { projectId_subject_clientId: { projectId, subject, clientId } },
    create: { projectId, subject, clientId, ...data },
    update: data,
  });
}

async function insertGrant(
  { tx, projectId }: ProjectContext,
  grant: NewAuthorizationCode['grant'],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO hot.grants (project_id, grant_id, client_id, identity_id, session_id, scope, audience, claims, expires_at)
    VALUES (${projectId}::uuid, ${grant.grantId}::uuid, ${grant.clientId}, ${grant.identityId ?? null}::uuid,
      ${grant.sessionId ?? null}::uuid, ${[...grant.scope]}::text[], ${[...grant.audience]}::text[],
      ${JSON.stringify(grant.claims)}::jsonb, ${writeSeconds(grant.expiresAtSeconds)})`;
}

/** Grant and code, in the transaction that ended their request. */
async function insertCode(
  context: ProjectContext,
  { grant, ...code }: NewAuthorizationCode,
): Promise<void> {
  const { tx, projectId } = context;
  await insertGrant(context, grant);
  await tx.$executeRaw`
    INSERT INTO hot.authorization_codes (project_id, bucket, code_hash, grant_id, client_id, request, expires_at)
    VALUES (${projectId}::uuid, ${code.bucket}::int, ${Buffer.from(code.codeHash)}, ${grant.grantId}::uuid,
      ${grant.clientId}, ${JSON.stringify(code.request)}::jsonb, ${writeSeconds(code.expiresAtSeconds)})`;
}

function writePending(pending: PendingAuthorization) {
  const { requestId, stage, request, browserHash, secretHash, expiresAtSeconds } = pending;
  return {
    requestId,
    stage,
    clientId: request.clientId,
    request: writeJson(request),
    browserHash,
    secretHash,
    login: writeOptional(pending.login),
    consent: writeOptional(pending.consent),
    rejection: writeOptional(pending.rejection),
    handledHashes: [...(pending.handledHashes ?? [])],
    expiresAt: writeSeconds(expiresAtSeconds),
  };
}

function writeOptional(document: object | undefined) {
  return document === undefined ? Prisma.DbNull : writeJson(document);
}

function readPending(row: AuthorizationRequest): PendingAuthorization {
  return {
    requestId: row.requestId,
    stage: readJson<AuthorizationStage>(row.stage),
    request: readJson(row.request),
    browserHash: row.browserHash,
    secretHash: row.secretHash,
    login: row.login === null ? undefined : readJson(row.login),
    consent: row.consent === null ? undefined : readJson(row.consent),
    rejection: row.rejection === null ? undefined : readJson(row.rejection),
    handledHashes: row.handledHashes,
    expiresAtSeconds: readSeconds(row.expiresAt),
  };
}
