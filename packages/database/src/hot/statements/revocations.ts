import type { Statement } from '../connection.ts';

/**
 * A token that expired on an earlier day needs no row, and its partition may be gone.
 * Parameters: project, bucket, token id.
 */
export const insertDenylist: Statement = {
  name: 'insert-denylist',
  text: `
    INSERT INTO hot.denylist (project_id, bucket, token_id)
    SELECT q.project_id, q.bucket, q.token_id
    FROM unnest($1::uuid[], $2::int[], $3::bytea[]) AS q (project_id, bucket, token_id)
    WHERE q.bucket >= floor(extract(epoch FROM now()) / 86400)
    ON CONFLICT DO NOTHING`,
};

/**
 * Ends grants and all that descends from them, in their own projects. Rows are locked in one order, and
 * against the insertion of children. Parameters: project, grant.
 *
 * @returns one row for each grant that this call ended; none when nothing was left to end.
 */
export const endGrants: Statement = {
  name: 'end-grants',
  text: `
    WITH RECURSIVE family AS (
      SELECT g.project_id, g.grant_id
      FROM unnest($1::uuid[], $2::uuid[]) AS q (project_id, grant_id)
      JOIN hot.grants g ON g.project_id = q.project_id AND g.grant_id = q.grant_id
      UNION
      SELECT g.project_id, g.grant_id
      FROM family f
      JOIN hot.grants g ON g.project_id = f.project_id AND g.parent_grant_id = f.grant_id
    ), living AS (
      SELECT g.project_id, g.grant_id
      FROM hot.grants g
      JOIN family f ON f.project_id = g.project_id AND f.grant_id = g.grant_id
      WHERE g.active
      ORDER BY g.project_id, g.grant_id
      FOR UPDATE OF g
    )
    UPDATE hot.grants g SET active = FALSE, epoch = g.epoch + 1
    FROM living l
    WHERE g.project_id = l.project_id AND g.grant_id = l.grant_id AND g.active
    RETURNING g.grant_id::text`,
};

/** Raises living client epochs, in one order. Parameters: project, client id. */
export const raiseClientEpochs: Statement = {
  name: 'raise-client-epochs',
  text: `
    WITH living AS (
      SELECT e.project_id, e.key
      FROM hot.epochs e
      JOIN unnest($1::uuid[], $2::text[]) AS q (project_id, key)
        ON e.project_id = q.project_id AND e.kind = 'client' AND e.key = q.key
      WHERE e.active
      ORDER BY e.project_id, e.key
      FOR NO KEY UPDATE OF e
    )
    UPDATE hot.epochs e SET epoch = e.epoch + 1
    FROM living l
    WHERE e.project_id = l.project_id AND e.kind = 'client' AND e.key = l.key`,
};
