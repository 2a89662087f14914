// Counters of failed logins. Locking adds the row where it is missing, in one statement, so that of two who
// come first at the same moment one waits for the other.

import { type AttemptCounter, emptyCounter } from '@gatehouse/identity-engine';
import { type LoginAttempt, Prisma } from '../generated/client.ts';
import type { LoginAttemptRows } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { writeBytes } from './stored-values.ts';

export function buildLoginAttemptRows({ tx, projectId }: ProjectContext): LoginAttemptRows {
  const load: LoginAttemptRows['load'] = async (keyHashes) => {
    const rows = await tx.loginAttempt.findMany({
      where: { projectId, keyHash: { in: keyHashes.map(writeBytes) } },
    });
    return inOrder(keyHashes, rows);
  };
  return {
    load,
    async lock(keyHashes) {
      if (keyHashes.length === 0) return [];
      // In one order everywhere: nobody waits in a circle.
      const values = keyHashes
        .toSorted(Buffer.compare)
        .map((keyHash) => Prisma.sql`(${projectId}::uuid, ${writeBytes(keyHash)}::bytea, 0)`);
      const rows = await tx.$queryRaw<StoredCounter[]>`
        INSERT INTO login_attempts AS a (project_id, key_hash, failures)
        VALUES ${Prisma.join(values)}
        ON CONFLICT (project_id, key_hash) DO UPDATE SET failures = a.failures
        RETURNING a.key_hash AS "keyHash", a.failures, a.last_attempt_at AS "lastAttemptAt",
          a.blocked_until AS "blockedUntil", a.last_success_at AS "lastSuccessAt"`;
      return inOrder(keyHashes, rows);
    },
    async write(counters) {
      if (counters.length === 0) return;
      const values = counters.map(({ keyHash, counter }) => {
        const { lastAttemptAt, blockedUntil, lastSuccessAt } = writeTimes(counter);
        return Prisma.sql`(${writeBytes(keyHash)}::bytea, ${counter.failures}::int,
          ${lastAttemptAt}::timestamptz, ${blockedUntil}::timestamptz, ${lastSuccessAt}::timestamptz)`;
      });
      await tx.$executeRaw`
        UPDATE login_attempts a
        SET failures = q.failures, last_attempt_at = q.last_attempt_at,
          blocked_until = q.blocked_until, last_success_at = q.last_success_at
        FROM (VALUES ${Prisma.join(values)})
          AS q (key_hash, failures, last_attempt_at, blocked_until, last_success_at)
        WHERE a.project_id = ${projectId}::uuid AND a.key_hash = q.key_hash`;
    },
    async deleteUntouched(before, limit) {
      return tx.$executeRaw`
        DELETE FROM login_attempts WHERE project_id = ${projectId}::uuid AND key_hash IN (
          SELECT key_hash FROM login_attempts
          WHERE project_id = ${projectId}::uuid
            AND GREATEST(last_attempt_at, last_success_at) < ${before}::timestamptz
          LIMIT ${limit}::int
        )`;
    },
  };
}

type StoredCounter = Omit<LoginAttempt, 'projectId'>;

function inOrder(
  keyHashes: readonly Uint8Array[],
  rows: readonly StoredCounter[],
): readonly AttemptCounter[] {
  const counters = new Map(rows.map((row) => [toKey(row.keyHash), readCounter(row)]));
  return keyHashes.map((keyHash) => counters.get(toKey(keyHash)) ?? emptyCounter);
}

function toKey(keyHash: Uint8Array): string {
  return Buffer.from(keyHash).toString('hex');
}

function readCounter(row: StoredCounter): AttemptCounter {
  return {
    failures: row.failures,
    lastAttemptAtSeconds: readOptional(row.lastAttemptAt),
    blockedUntilSeconds: readOptional(row.blockedUntil),
    lastSuccessAtSeconds: readOptional(row.lastSuccessAt),
  };
}

function readOptional(time: Date | null): number | undefined {
  return time === null ? undefined : readSeconds(time);
}

function writeTimes(counter: AttemptCounter) {
  return {
    lastAttemptAt: writeOptional(counter.lastAttemptAtSeconds),
    blockedUntil: writeOptional(counter.blockedUntilSeconds),
    lastSuccessAt: writeOptional(counter.lastSuccessAtSeconds),
  };
}

function writeOptional(seconds: number | undefined): Date | null {
  return seconds === undefined ? null : writeSeconds(seconds);
}
