import { Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { ProjectTransaction, TraceRow } from '../transactions.ts';
import { readUuidV7Milliseconds } from '../uuid-v7.ts';
import { isStorableText } from './stored-values.ts';

const dayMilliseconds = 86_400_000;
const columns = Prisma.sql`trace_id::text AS "traceId", at, endpoint, client_id AS "clientId", outcome, trace`;

/** What the hot path wrote; here it is only read. */
export function buildTraceRows({ tx, projectId }: ProjectContext): ProjectTransaction['traces'] {
  return {
    async find(traceId) {
      const milliseconds = readUuidV7Milliseconds(traceId);
      if (milliseconds === undefined) return undefined;
      const bucket = Math.floor(milliseconds / dayMilliseconds);
      const rows = await tx.$queryRaw<TraceRow[]>`SELECT ${columns} FROM hot.traces
        WHERE project_id = ${projectId}::uuid AND bucket = ${bucket}::int AND trace_id = ${traceId}::uuid`;
      return rows[0];
    },
    async list({ limit, clientId, outcome, before }) {
      if (!isStorableText(clientId ?? '') || !isStorableText(outcome ?? '')) return [];
      return tx.$queryRaw<TraceRow[]>`SELECT ${columns} FROM hot.traces
        WHERE project_id = ${projectId}::uuid
          AND (${clientId ?? null}::text IS NULL OR client_id = ${clientId ?? null}::text)
          AND (${outcome ?? null}::text IS NULL OR outcome = ${outcome ?? null}::text)
          AND (${before ?? null}::timestamptz IS NULL OR at < ${before ?? null}::timestamptz)
        ORDER BY bucket DESC, trace_id DESC LIMIT ${limit}::int`;
    },
  };
}
