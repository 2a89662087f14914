import type { WorkspaceContext } from '../scope/project-context.ts';
import type { AuditChainVerdict } from '../transactions.ts';

interface VerdictRow {
  readonly events: bigint;
  readonly broken_at: bigint | null;
  readonly unlinked: bigint;
  readonly position: bigint | null;
  readonly digest: Uint8Array | null;
}

/** Computes every link of the workspace's chain anew. Reads all of its events. */
export async function verifyAuditChain(context: WorkspaceContext): Promise<AuditChainVerdict> {
  const { tx, workspaceId } = context;
  const [row] = await tx.$queryRaw<VerdictRow[]>`
    WITH links AS (
      SELECT c.position, c.digest, e,
        lag(c.digest, 1, ''::bytea) OVER by_position AS previous_digest,
        lag(c.position, 1, 0::bigint) OVER by_position AS previous_position
      FROM audit_chain c
      LEFT JOIN audit_events e ON e.workspace_id = c.workspace_id AND e.id = c.event_id
      WHERE c.workspace_id = ${workspaceId}::uuid
      WINDOW by_position AS (ORDER BY c.position)
    ), last AS (
      SELECT position, digest FROM links ORDER BY position DESC LIMIT 1
    )
    SELECT
      (SELECT count(*) FROM links) AS events,
      (SELECT min(position) FROM links
        WHERE (e).id IS NULL OR position <> previous_position + 1
          OR digest <> audit_event_digest(previous_digest, e)) AS broken_at,
      (SELECT count(*) FROM audit_events e
        WHERE e.workspace_id = ${workspaceId}::uuid AND NOT EXISTS (
          SELECT FROM audit_chain c WHERE c.workspace_id = e.workspace_id AND c.event_id = e.id)
      ) AS unlinked,
      (SELECT position FROM last) AS position,
      (SELECT digest FROM last) AS digest`;
  if (row === undefined) throw new Error('PostgreSQL answered without a row.');
  return {
    events: Number(row.events),
    brokenAt: row.broken_at === null ? undefined : Number(row.broken_at),
    unlinkedEvents: Number(row.unlinked),
    head:
      row.digest === null
        ? undefined
        : { position: Number(row.position), digest: Buffer.from(row.digest).toString('hex') },
  };
}
