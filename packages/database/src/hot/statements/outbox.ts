import type { Statement } from '../connection.ts';

/**
 * Takes what is due; rows that another relay holds are skipped. A row whose claims ran out too often
 * (its worker died each time) is buried instead. Parameters: limit, seconds to hold, attempts allowed.
 */
export const claimOutbox: Statement = {
  name: 'claim-outbox',
  text: `
    WITH due AS (
      SELECT project_id, id FROM hot.outbox
      WHERE done_at IS NULL AND dead_at IS NULL AND available_at <= now()
        AND (claimed_until IS NULL OR claimed_until < now())
      ORDER BY available_at
      LIMIT $1::int
      FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE hot.outbox o SET
        claimed_until = now() + make_interval(secs => $2::float8),
        attempts = o.attempts + 1,
        dead_at = CASE WHEN o.attempts >= $3::int THEN now() END,
        last_error = CASE WHEN o.attempts >= $3::int
          THEN COALESCE(o.last_error, 'No worker lived long enough to finish it.') ELSE o.last_error END
      FROM due
      WHERE o.project_id = due.project_id AND o.id = due.id
      RETURNING o.project_id::text, o.id::text, o.kind, o.payload, o.attempts, o.created_at, o.dead_at
    )
    SELECT project_id, id, kind, payload, attempts FROM claimed WHERE dead_at IS NULL
    ORDER BY created_at`,
};

/** Parameters: project, id. */
export const selectOutbox: Statement = {
  name: 'select-outbox',
  text: `
    SELECT project_id::text, id::text, kind, payload, attempts FROM hot.outbox
    WHERE project_id = $1::uuid AND id = $2::uuid AND done_at IS NULL AND dead_at IS NULL`,
};

/** Holds a claim for longer. Parameters: project, id, attempt, seconds. */
export const extendOutbox: Statement = {
  name: 'extend-outbox',
  text: `
    UPDATE hot.outbox SET claimed_until = now() + make_interval(secs => $4::float8)
    WHERE project_id = $1::uuid AND id = $2::uuid AND attempts = $3::int AND done_at IS NULL AND dead_at IS NULL
    RETURNING 1`,
};

/** Whoever did the job may say so, even when the claim had run out. Parameters: project, id. */
export const completeOutbox: Statement = {
  name: 'complete-outbox',
  text: `
    UPDATE hot.outbox SET done_at = now(), claimed_until = NULL, payload = '{}'
    WHERE project_id = $1::uuid AND id = $2::uuid AND done_at IS NULL
    RETURNING 1`,
};

/**
 * Gives a row back for later, or buries it after its last attempt; only for the claim that is current.
 * Parameters: project, id, attempt, error, seconds until the next attempt, attempts allowed.
 */
export const failOutbox: Statement = {
  name: 'fail-outbox',
  text: `
    UPDATE hot.outbox SET
      claimed_until = NULL,
      last_error = left($4::text, 2000),
      available_at = now() + make_interval(secs => $5::float8),
      dead_at = CASE WHEN attempts >= $6::int THEN now() END
    WHERE project_id = $1::uuid AND id = $2::uuid AND attempts = $3::int AND done_at IS NULL AND dead_at IS NULL
    RETURNING CASE WHEN dead_at IS NULL THEN 'retried' ELSE 'dead' END`,
};

/**
 * Gives a recurring row back for its next turn, as if it were new; only for the claim that is current.
 * Parameters: project, id, attempt, seconds until then, what went wrong this time or null.
 */
export const rescheduleOutbox: Statement = {
  name: 'reschedule-outbox',
  text: `
    UPDATE hot.outbox SET
      claimed_until = NULL,
      attempts = 0,
      available_at = now() + make_interval(secs => $4::float8),
      last_error = left($5::text, 2000)
    WHERE project_id = $1::uuid AND id = $2::uuid AND attempts = $3::int AND done_at IS NULL AND dead_at IS NULL
    RETURNING 1`,
};

/**
 * How much waits: rows that are due and whom nobody has claimed, how long the oldest of them has been due
 * (milliseconds), rows whose time has not come, rows that a relay holds, and dead ones. No parameters.
 */
export const measureOutbox: Statement = {
  name: 'measure-outbox',
  text: `
    SELECT
      count(*) FILTER (WHERE dead_at IS NULL AND NOT held AND available_at <= now()),
      COALESCE(extract(epoch FROM max(now() - available_at)
        FILTER (WHERE dead_at IS NULL AND NOT held AND available_at <= now())) * 1000, 0)::float8,
      count(*) FILTER (WHERE dead_at IS NULL AND NOT held AND available_at > now()),
      count(*) FILTER (WHERE dead_at IS NULL AND held),
      count(*) FILTER (WHERE dead_at IS NOT NULL)
    FROM (
      SELECT available_at, dead_at, COALESCE(claimed_until >= now(), FALSE) AS held
      FROM hot.outbox WHERE done_at IS NULL
    ) AS open`,
};

/** Parameters: rows done or dead before this moment (milliseconds), limit. */
export const deleteSettledOutbox: Statement = {
  name: 'delete-settled-outbox',
  text: `
    DELETE FROM hot.outbox o
    USING (
      SELECT project_id, id FROM hot.outbox
      WHERE COALESCE(done_at, dead_at) < to_timestamp($1::float8 / 1000)
      LIMIT $2::int
      FOR UPDATE SKIP LOCKED
    ) AS settled
    WHERE o.project_id = settled.project_id AND o.id = settled.id
    RETURNING 1`,
};
