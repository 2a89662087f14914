// Authorization requests under way: a new one, and one by its id. Whoever answers one does it in a transaction of
// `control/authorization-rows.ts`.

import type { PendingAuthorization } from '@gatehouse/token-engine/ports';
import { writeSeconds } from '../control/seconds.ts';
import { isStorableUuid, readJson } from '../control/stored-values.ts';
import type { Statement } from '../hot/connection.ts';
import type { DirectContext } from './direct-context.ts';

/** Each new request takes some of those with it that nobody finished. */
const removedWithEach = 20;

/** Parameters: project, request id, stage, client, request, browser, secret, login, consent, rejection, handled, end. */
const insertAuthorization: Statement = {
  name: 'add-authorization',
  text: `
    WITH unfinished AS (
      SELECT request_id FROM authorization_requests
      WHERE project_id = $1::uuid AND expires_at < now()
      LIMIT ${removedWithEach} FOR UPDATE SKIP LOCKED
    ), removed AS (
      DELETE FROM authorization_requests
      WHERE project_id = $1::uuid AND request_id IN (SELECT request_id FROM unfinished)
    )
    INSERT INTO authorization_requests (project_id, request_id, stage, client_id, request, browser_hash,
      secret_hash, login, consent, rejection, handled_hashes, expires_at)
    VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6, $7, $8::jsonb, $9::jsonb, $10::jsonb, $11::text[],
      $12::timestamptz)`,
};

/** Parameters: project, request id. */
const selectAuthorization: Statement = {
  name: 'authorization',
  text: `
    SELECT request_id::text AS "requestId", stage, request, browser_hash AS "browserHash",
      secret_hash AS "secretHash", login, consent, rejection, handled_hashes AS "handledHashes",
      floor(extract(epoch FROM expires_at))::float8 AS "expiresAtSeconds"
    FROM authorization_requests WHERE project_id = $1::uuid AND request_id = $2::uuid`,
};

export function addAuthorization(
  { connection, projectId }: DirectContext,
  pending: PendingAuthorization,
): Promise<void> {
  return connection.write(projectId, insertAuthorization, [
    projectId,
    pending.requestId,
    pending.stage,
    pending.request.clientId,
    JSON.stringify(pending.request),
    pending.browserHash,
    pending.secretHash,
    writeOptional(pending.login),
    writeOptional(pending.consent),
    writeOptional(pending.rejection),
    [...(pending.handledHashes ?? [])],
    writeSeconds(pending.expiresAtSeconds).toISOString(),
  ]);
}

export async function findAuthorization(
  { connection, projectId }: DirectContext,
  requestId: string,
): Promise<PendingAuthorization | undefined> {
  if (!isStorableUuid(requestId)) return undefined;
  const [found] = await connection.readRecords(projectId, selectAuthorization, [
    projectId,
    requestId,
  ]);
  if (found === undefined) return undefined;
  const { login, consent, rejection, ...row } = readJson<StoredAuthorization>(found);
  return {
    ...row,
    login: login ?? undefined,
    consent: consent ?? undefined,
    rejection: rejection ?? undefined,
  };
}

type Optional = 'login' | 'consent' | 'rejection';
type StoredAuthorization = Required<Omit<PendingAuthorization, Optional>> & {
  readonly [Name in Optional]: NonNullable<PendingAuthorization[Name]> | null;
};

function writeOptional(document: object | undefined): string | null {
  return document === undefined ? null : JSON.stringify(document);
}
