// PostgreSQL's own tables say whether any table lets one tenant see another. The second half proves that
// each rule would notice: it breaks them all in a database that is thrown away.

import { type CatalogueRule, catalogueRules, roleRule } from '@gatehouse/testkit/contracts';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleNames } from './migrate/index.ts';

/** What breaks each rule, by the rule's name. */
const broken: Readonly<Record<string, string>> = {
  'every table has a tenant column that is never null': 'public.forgotten',
  'every table has a primary key that begins with the tenant': 'public.leaky',
  'every unique index begins with the tenant': 'leaky_email_key',
  'row security is forced on every table and every partition': 'public.leaky',
  'whoever is granted anything on a table has a policy for it': 'public.leaky gatehouse_app SELECT',
  'nothing is granted to everybody': 'forgotten',
  'a policy names a strict setting, except the hot path in its own schema': 'public.lax fence',
  'a policy is for named roles': 'lax everybody',
  'a foreign key carries the tenant along': 'leaky leaky_parent_fkey',
  'nothing is granted on a partition': 'hot.denylist_part',
  'rows stand in tables of ours only: no view, no foreign table, no other schema':
    'elsewhere.hidden',
  'no function is executable by everybody, and one that acts as its owner fixes its search path':
    'hot.open_door()',
  'the serving roles own nothing and create nothing': 'made_by_app',
};

const breakEverything = `
  CREATE TABLE public.forgotten (id serial PRIMARY KEY, secret text);
  GRANT SELECT ON public.forgotten TO PUBLIC;
  CREATE TABLE public.leaky (
    id uuid PRIMARY KEY, project_id uuid NOT NULL, parent uuid, email text UNIQUE,
    CONSTRAINT leaky_parent_fkey FOREIGN KEY (parent) REFERENCES public.leaky (id));
  GRANT SELECT ON public.leaky TO gatehouse_app;
  CREATE TABLE public.lax (project_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (project_id, id));
  ALTER TABLE public.lax ENABLE ROW LEVEL SECURITY;
  CREATE POLICY fence ON public.lax TO gatehouse_app
    USING (project_id = current_setting('app.project_id', true)::uuid);
  CREATE POLICY everybody ON public.lax USING (true);
  CREATE TABLE hot.denylist_part PARTITION OF hot.denylist FOR VALUES FROM (1) TO (2);
  GRANT SELECT ON hot.denylist_part TO gatehouse_hot;
  CREATE SCHEMA elsewhere;
  CREATE TABLE elsewhere.hidden (project_id uuid PRIMARY KEY);
  CREATE FUNCTION hot.open_door() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
  GRANT CREATE ON SCHEMA public TO gatehouse_app;`;

let healthy: TestDatabase;
let sick: TestDatabase;

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function findViolations(url: string, rule: CatalogueRule, values: unknown[] = []) {
  const { rows } = await withClient(url, (client) => client.query(rule.sql, values));
  return rows.map(({ violation }) => violation);
}

beforeAll(async () => {
  [healthy, sick] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await withClient(sick.ownerUrl, (client) => client.query(breakEverything));
  await withClient(sick.appUrl, (client) =>
    client.query('CREATE TABLE public.made_by_app (a int)'),
  );
});
afterAll(() => Promise.all([healthy?.drop(), sick?.drop()]));

describe('the catalogue of a migrated database', () => {
  test.each(catalogueRules)('$name', async (rule) => {
    expect(await findViolations(healthy.ownerUrl, rule)).toEqual([]);
  });

  test(roleRule.name, async () => {
    expect(await findViolations(healthy.ownerUrl, roleRule, [roleNames])).toEqual([]);
  });

  test('there are tables and partitions to look at', async () => {
    const sql = `SELECT count(*) FILTER (WHERE NOT relispartition)::int AS tables,
        count(*) FILTER (WHERE relispartition)::int AS partitions
      FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'hot') AND relkind IN ('r', 'p')`;
    const { rows } = await withClient(healthy.ownerUrl, (client) => client.query(sql));
    expect(rows[0].tables).toBeGreaterThan(15);
    expect(rows[0].partitions).toBeGreaterThan(100);
  });
});

describe('a table that was made without thinking of tenants is found', () => {
  test.each(catalogueRules)('$name', async (rule) => {
    expect(Object.keys(broken)).toContain(rule.name);
    expect(await findViolations(sick.ownerUrl, rule)).toContain(broken[rule.name]);
  });

  test(roleRule.name, async () => {
    const { rows } = await withClient(sick.ownerUrl, (client) =>
      client.query('SELECT rolname::text AS name FROM pg_roles WHERE rolsuper'),
    );
    const superusers = rows.map(({ name }) => name);
    expect(superusers.length).toBeGreaterThan(0);
    expect(await findViolations(sick.ownerUrl, roleRule, [superusers])).toEqual(superusers);
  });
});
