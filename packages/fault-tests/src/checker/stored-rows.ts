// What has to hold of the rows themselves, read as a superuser, whom no policy fences.

import type { StoredEntry } from '../journal/entry.ts';
import type { InvariantName, Violation } from './violation.ts';

export type ReadRows = (
  sql: string,
  values?: readonly unknown[],
) => Promise<Record<string, unknown>[]>;

interface RowRule {
  readonly invariant: InvariantName;
  /** Selects what violates it: `request` (the nonce that the family began with) and `found`. $1: the project. */
  readonly sql: string;
}

const requestOf = (row: string) =>
  `(SELECT c.request->>'nonce' FROM hot.authorization_codes c
    WHERE c.project_id = ${row}.project_id AND c.grant_id = ${row}.grant_id LIMIT 1)`;

const rules: readonly RowRule[] = [
  {
    // The first token of a family is nobody's successor.
    invariant: 'I3',
    sql: `SELECT ${requestOf('t')} AS request, count(*) || ' families of grant ' || grant_id AS found
      FROM hot.refresh_tokens t
      WHERE t.project_id = $1 AND NOT EXISTS (SELECT FROM hot.refresh_tokens p
        WHERE p.project_id = t.project_id AND p.bucket = t.bucket AND p.successor_hash = t.token_hash)
      GROUP BY t.project_id, t.grant_id HAVING count(*) > 1`,
  },
  {
    invariant: 'I4',
    sql: `SELECT ${requestOf('t')} AS request, count(*) || ' live heads of grant ' || grant_id AS found
      FROM hot.refresh_tokens t JOIN hot.grants g USING (project_id, grant_id)
      WHERE t.project_id = $1 AND g.active AND t.used_at IS NULL
      GROUP BY t.project_id, t.grant_id HAVING count(*) > 1`,
  },
  {
    invariant: 'I4',
    sql: `SELECT ${requestOf('t')} AS request, 'no head of grant ' || grant_id AS found
      FROM hot.refresh_tokens t JOIN hot.grants g USING (project_id, grant_id)
      WHERE t.project_id = $1 AND g.active
      GROUP BY t.project_id, t.grant_id HAVING count(*) FILTER (WHERE t.used_at IS NULL) = 0`,
  },
  {
    invariant: 'I5',
    sql: `SELECT ${requestOf('t')} AS request, 'a used refresh token without its successor' AS found
      FROM hot.refresh_tokens t
      WHERE t.project_id = $1 AND t.used_at IS NOT NULL AND NOT EXISTS (SELECT FROM hot.refresh_tokens s
        WHERE s.project_id = t.project_id AND s.bucket = t.bucket AND s.token_hash = t.successor_hash)`,
  },
  ...['refresh_tokens', 'authorization_codes'].map(
    (table): RowRule => ({
      invariant: 'I5',
      sql: `SELECT NULL AS request, '${table} without grant ' || grant_id AS found
      FROM hot.${table} t WHERE t.project_id = $1 AND NOT EXISTS (SELECT FROM hot.grants g
        WHERE g.project_id = t.project_id AND g.grant_id = t.grant_id)`,
    }),
  ),
  {
    invariant: 'I5',
    sql: `SELECT ${requestOf('g')} AS request, 'grant ' || grant_id || ' without its client' AS found
      FROM hot.grants g WHERE g.project_id = $1 AND NOT EXISTS (SELECT FROM clients c
        WHERE c.project_id = g.project_id AND c.client_id = g.client_id)`,
  },
  {
    invariant: 'I5',
    sql: `SELECT ${requestOf('g')} AS request, 'grant ' || grant_id || ' without its identity' AS found
      FROM hot.grants g WHERE g.project_id = $1 AND g.identity_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM identities i
          WHERE i.project_id = g.project_id AND i.identity_id = g.identity_id)`,
  },
  {
    // An address without credential or identity is a registration of which only half is there.
    invariant: 'I5',
    sql: `SELECT NULL AS request, 'address ' || a.address_id || ' without a credential' AS found
      FROM identity_addresses a WHERE a.project_id = $1 AND NOT EXISTS (SELECT FROM identity_credentials c
        WHERE c.project_id = a.project_id AND c.identity_id = a.identity_id)`,
  },
  {
    // A job that is done has lost its payload, so they are counted: one for each registration.
    invariant: 'I8',
    sql: `SELECT NULL AS request, a.count - o.count || ' registrations without what is to follow' AS found
      FROM (SELECT count(*) FROM identity_addresses WHERE project_id = $1) a,
        (SELECT count(*) FROM hot.outbox WHERE project_id = $1 AND kind = 'registration.follow_up') o
      WHERE o.count < a.count`,
  },
];

export async function checkRules(read: ReadRows, projectId: string): Promise<readonly Violation[]> {
  const found = await Promise.all(
    rules.map(async ({ invariant, sql }) => {
      const rows = await read(sql, [projectId]);
      return rows.map((row) => ({
        invariant,
        request: row['request'] === null ? undefined : String(row['request']),
        found: String(row['found']),
      }));
    }),
  );
  return found.flat();
}

const tenantTables = `SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'hot') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id'
      AND a.attnotnull AND NOT a.attisdropped)
    AND c.oid <> 'public.projects'::regclass`;

/** I6. What belongs to the installation as a whole stands under the nil project. */
export async function checkProjects(read: ReadRows): Promise<readonly Violation[]> {
  const tables = (await read(tenantTables)).map((row) => String(row['name']));
  const found = await Promise.all(
    tables.map(async (table) => {
      const [row] = await read(
        `SELECT count(*)::int AS count FROM ${table} t
         WHERE t.project_id <> '00000000-0000-0000-0000-000000000000'
           AND NOT EXISTS (SELECT FROM projects p WHERE p.project_id = t.project_id)`,
      );
      const count = Number(row?.['count']);
      if (count === 0) return [];
      return [{ invariant: 'I6', request: undefined, found: `${count} rows of ${table}` } as const];
    }),
  );
  return found.flat();
}

type EventKind = 'client_created' | 'client_deleted' | 'registered';

const hasAuditEvent = (action: string) =>
  `EXISTS (SELECT FROM audit_events a
    WHERE a.project_id = $1 AND a.target_id = s.subject AND a.action = '${action}')`;
const isClient =
  'EXISTS (SELECT FROM clients c WHERE c.project_id = $1 AND c.client_id = s.subject)';

/** What has to hold of the subject `s` of each kind of entry. */
const writes: Readonly<Record<EventKind, string>> = {
  client_created: `${isClient} AND ${hasAuditEvent('client.created')}`,
  client_deleted: `NOT ${isClient} AND ${hasAuditEvent('client.deleted')}`,
  registered:
    'EXISTS (SELECT FROM identity_addresses a WHERE a.project_id = $1 AND a.value = s.subject)',
};

/** I8: a change of a client is there and audited, a registration is there. */
export async function checkWrites(
  read: ReadRows,
  projectId: string,
  entries: readonly StoredEntry[],
): Promise<readonly Violation[]> {
  const found = await Promise.all(
    Object.entries(writes).map(async ([kind, rule]) => {
      const written = entries.filter((entry) => entry.kind === kind);
      const subjects = written.map(({ subject }) => subject);
      const sql = `SELECT s.subject FROM unnest($2::text[]) AS s (subject) WHERE NOT (${rule})`;
      const rows = await read(sql, [projectId, subjects]);
      const broken = new Set(rows.map((row) => String(row['subject'])));
      return written
        .filter(({ subject }) => broken.has(subject))
        .map(({ request }) => ({ invariant: 'I8', request, found: `not kept: ${kind}` }) as const);
    }),
  );
  return found.flat();
}
