// Logouts that a page of the project's own is asked about. A stage is left by compare-and-set on its secret.

import type { LogoutRequest } from '../generated/client.ts';
import type { LogoutRequestRows, PendingLogout } from '../own-page-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { isStorableUuid, readJson, writeJson } from './stored-values.ts';

/** Each new request takes some of those with it that have expired. */
const removedWithEach = 20;

export function buildLogoutRequestRows({ tx, projectId }: ProjectContext): LogoutRequestRows {
  return {
    async add({ logout, requestedAtSeconds, expiresAtSeconds, ...row }) {
      await tx.$executeRaw`DELETE FROM logout_requests WHERE project_id = ${projectId}::uuid
        AND request_id IN (
          SELECT request_id FROM logout_requests
          WHERE project_id = ${projectId}::uuid AND expires_at < now()
          LIMIT ${removedWithEach} FOR UPDATE SKIP LOCKED)`;
      await tx.logoutRequest.create({
        data: {
          projectId,
          ...row,
          stage: 'asked',
          logout: writeJson(logout),
          requestedAt: writeSeconds(requestedAtSeconds),
          expiresAt: writeSeconds(expiresAtSeconds),
        },
      });
    },
    async find(requestId) {
      if (!isStorableUuid(requestId)) return undefined;
      const row = await tx.logoutRequest.findUnique({
        where: { projectId_requestId: { projectId, requestId } },
      });
      return row === null ? undefined : readPending(row);
    },
    async advance({ requestId, stage, secretHash }, to) {
      const { count } = await tx.logoutRequest.updateMany({
        where: { projectId, requestId, stage, secretHash },
        data: { ...to, handledHashes: { push: secretHash } },
      });
      return count === 1;
    },
  };
}

function readPending(row: LogoutRequest): PendingLogout {
  return {
    requestId: row.requestId,
    stage: readJson(row.stage),
    logout: readJson(row.logout),
    browserHash: row.browserHash,
    secretHash: row.secretHash,
    handledHashes: row.handledHashes,
    requestedAtSeconds: readSeconds(row.requestedAt),
    expiresAtSeconds: readSeconds(row.expiresAt),
  };
}
