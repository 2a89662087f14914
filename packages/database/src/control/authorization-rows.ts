// Answers to authorization requests under way, and the consents that are remembered of them. A stage is left by
// compare-and-set on its secret, so of two answers one is the first.

import type {
  NewAuthorizationCode,
  RememberedConsentRow,
  SingleUseKey,
  StageKey,
} from '@gatehouse/token-engine/ports';
import { Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { AuthorizationAnswers } from '../transactions.ts';
import { denyDevice, lockPendingDevice, writeApproval } from './device-answers.ts';
import { startLoginSession } from './login-session-rows.ts';
import { writeSeconds } from './seconds.ts';
import { writeJson } from './stored-values.ts';

export function buildAuthorizationRows(context: ProjectContext): AuthorizationAnswers {
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

function writeOptional(document: object | undefined) {
  return document === undefined ? Prisma.DbNull : writeJson(document);
}
