// What PostgreSQL's own catalogue must say of every table, so that a new one cannot be forgotten. Each rule
// is a query that names what breaks it; no row means that it holds.

export interface CatalogueRule {
  readonly name: string;
  /** @returns one text a violation, in the column `violation` */
  readonly sql: string;
}

/** Tables that hold no tenant's data. */
const exempt = `('addresses', '_prisma_migrations')`;

/** Tables of ours with the column that says whose a row is: `workspaces` and `projects` are their own. */
const tenantTables = `
  tenant AS (
    SELECT c.oid, n.nspname || '.' || c.relname AS name, n.nspname AS schema, c.relname,
      c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.relacl, c.relowner,
      CASE c.relname WHEN 'workspaces' THEN 'id' WHEN 'audit_events' THEN 'workspace_id'
        ELSE (SELECT min(attname) FROM pg_attribute a WHERE a.attrelid = c.oid
          AND a.attname IN ('project_id', 'workspace_id') AND NOT a.attisdropped) END AS tenant_column
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'hot') AND c.relkind IN ('r', 'p') AND c.relname NOT IN ${exempt}
  ), own AS (
    SELECT tenant.*, a.attnum AS tenant_number, a.attnotnull FROM tenant
    LEFT JOIN pg_attribute a ON a.attrelid = tenant.oid AND a.attname = tenant.tenant_column
  )`;

const grants = `
  granted AS (
    SELECT own.*, acl.grantee, acl.privilege_type FROM own, aclexplode(own.relacl) AS acl
    WHERE acl.grantee <> own.relowner
  )`;

export const catalogueRules: readonly CatalogueRule[] = [
  {
    name: 'every table has a tenant column that is never null',
    sql: `WITH ${tenantTables} SELECT name AS violation FROM own
      WHERE tenant_number IS NULL OR NOT attnotnull`,
  },
  {
    name: 'every table has a primary key that begins with the tenant',
    sql: `WITH ${tenantTables} SELECT name AS violation FROM own WHERE NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = own.oid AND i.indisprimary AND i.indkey[0] = own.tenant_number)`,
  },
  {
    name: 'every unique index begins with the tenant',
    sql: `WITH ${tenantTables} SELECT i.indexrelid::regclass::text AS violation
      FROM own JOIN pg_index i ON i.indrelid = own.oid
      WHERE i.indisunique AND i.indkey[0] IS DISTINCT FROM own.tenant_number`,
  },
  {
    name: 'row security is forced on every table and every partition',
    sql: `WITH ${tenantTables} SELECT name AS violation FROM own
      WHERE NOT relrowsecurity OR NOT relforcerowsecurity`,
  },
  {
    name: 'whoever is granted anything on a table has a policy for it',
    sql: `WITH ${tenantTables}, ${grants} SELECT name || ' ' || grantee::regrole || ' ' || privilege_type AS violation
      FROM granted WHERE NOT EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = granted.oid AND p.polpermissive AND granted.grantee = ANY (p.polroles)
        AND p.polcmd::text IN ('*', CASE privilege_type WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a'
          WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd' END))`,
  },
  {
    name: 'nothing is granted to everybody',
    sql: `SELECT c.oid::regclass::text AS violation
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS acl
      WHERE n.nspname IN ('public', 'hot') AND acl.grantee = 0`,
  },
  {
    name: 'a policy names a strict setting, except the hot path in its own schema',
    sql: `WITH ${tenantTables} SELECT own.name || ' ' || p.polname AS violation
      FROM pg_policy p JOIN own ON own.oid = p.polrelid,
        LATERAL unnest(ARRAY[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) AS expression
      WHERE expression IS NOT NULL
        AND NOT (own.schema = 'hot' AND p.polroles = ARRAY['gatehouse_hot'::regrole::oid])
        AND NOT (own.name = 'hot.runtime_versions' AND p.polroles = ARRAY['gatehouse_owner'::regrole::oid])
        AND expression !~ $$current_setting\\('app\\.(project|workspace|member)_id'::text\\)$$`,
  },
  {
    name: 'a policy is for named roles',
    sql: `SELECT p.polrelid::regclass || ' ' || p.polname AS violation FROM pg_policy p WHERE 0 = ANY (p.polroles)`,
  },
  {
    name: 'a foreign key carries the tenant along',
    sql: `WITH ${tenantTables} SELECT k.conrelid::regclass || ' ' || k.conname AS violation
      FROM pg_constraint k JOIN own ON own.oid = k.conrelid LEFT JOIN own AS parent ON parent.oid = k.confrelid
      WHERE k.contype = 'f' AND NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (child_number, parent_number)
        WHERE child_number = own.tenant_number AND parent_number = parent.tenant_number)`,
  },
  {
    name: 'nothing is granted on a partition',
    sql: `WITH ${tenantTables}, ${grants} SELECT name AS violation FROM granted WHERE relispartition`,
  },
  {
    name: 'rows stand in tables of ours only: no view, no foreign table, no other schema',
    sql: `SELECT c.oid::regclass::text AS violation FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        AND n.nspname NOT LIKE 'pg\\_temp%' AND (n.nspname NOT IN ('public', 'hot') OR c.relkind IN ('v', 'm', 'f'))`,
  },
  {
    name: 'no function is executable by everybody, and one that acts as its owner fixes its search path',
    sql: `SELECT p.oid::regprocedure::text AS violation FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname IN ('public', 'hot') AND (has_function_privilege('public', p.oid, 'EXECUTE')
        OR (p.prosecdef AND NOT COALESCE(p.proconfig::text LIKE '%search_path=pg_catalog%', FALSE)))`,
  },
  {
    name: 'the serving roles own nothing and create nothing',
    sql: `SELECT o.what AS violation FROM (
        SELECT relname::text AS what, relowner AS owner FROM pg_class
        UNION ALL SELECT proname::text, proowner FROM pg_proc
        UNION ALL SELECT nspname::text, nspowner FROM pg_namespace
        UNION ALL SELECT datname::text, datdba FROM pg_database WHERE datname = current_database()
      ) AS o WHERE o.owner IN ('gatehouse_app'::regrole, 'gatehouse_hot'::regrole)
      UNION ALL
      SELECT 'schema ' || n.nspname FROM pg_namespace n, unnest(ARRAY['gatehouse_app', 'gatehouse_hot']) AS role
      WHERE n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(role, n.oid, 'CREATE')`,
  },
];

/** Parameter: the names of roles. @returns what lets one of them see or become more than it should. */
export const roleRule: CatalogueRule = {
  name: 'no role is a superuser, sees through row security, or may become another',
  sql: `SELECT r.rolname::text AS violation FROM pg_roles r WHERE r.rolname = ANY ($1::text[])
      AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
        OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))`,
};
