// Counters of failed logins. Locking adds the row where it is missing, in one statement, so that of two who
// come first at the same moment one waits for the other.

import { type AttemptCounter, emptyCounter } from '@gatehouse/identity-engine';
import type { LoginAttempt } from '../generated/client.ts';
import type { KeyedCounter, LoginAttemptRows } from '../identity-transactions.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { readSeconds, writeSeconds } from './seconds.ts';
import { writeBytes } from './stored-values.ts';

export function buildLoginAttemptRows({ tx, projectId }: ProjectContext): LoginAttemptRows {
  const load: LoginAttemptRows['load'] = async (keyHashes) => {
    const rows = await tx.loginAttempt.findMany({
      where: { projectId, keyHash: { in: keyHashes.map(writeBytes) } },
    });
    const counters = new Map(rows.map((row) => [toKey(row.keyHash), readCounter(row)]));
    return keyHashes.map((keyHash) => counters.get(toKey(keyHash)) ?? emptyCounter);
  };
  return {
    load,
    async lock(keyHashes) {
      // In one order everywhere: nobody waits in a circle.
      for (const keyHash of keyHashes.toSorted(Buffer.compare)) {
        await tx.$executeRaw`
          INSERT INTO login_attempts AS a (project_id, key_hash, failures)
          VALUES (${projectId}::uuid, ${writeBytes(keyHash)}, 0)
          ON CONFLICT (project_id, key_hash) DO UPDATE SET failures = a.failures`;
      }
      return load(keyHashes);
    },
    async write(counters) {
      for (const entry of counters) {
        await tx.loginAttempt.updateMany({
          where: { projectId, keyHash: writeBytes(entry.keyHash) },
          data: writeCounter(entry),
        });
      }
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

function toKey(keyHash: Uint8Array): string {
  return Buffer.from(keyHash).toString('hex');
}

function readCounter(row: LoginAttempt): AttemptCounter {
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

function writeCounter({ counter }: KeyedCounter) {
  return {
    failures: counter.failures,
    lastAttemptAt: writeOptional(counter.lastAttemptAtSeconds),
    blockedUntil: writeOptional(counter.blockedUntilSeconds),
    lastSuccessAt: writeOptional(counter.lastSuccessAtSeconds),
  };
}

function writeOptional(seconds: number | undefined): Date | null {
  return seconds === undefined ? null : writeSeconds(seconds);
}
