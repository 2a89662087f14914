// Whether the schema could be spread over a distributed PostgreSQL: the statements of prisma/distributed against the
// catalogue of a migrated database. Citus itself does not run here; what it asks of tables does. The second half
// proves that each rule would notice.

import path from 'node:path';
import {
  type CatalogueRule,
  distributionRules,
  standInsForCitus,
} from '@gatehouse/testkit/contracts';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSqlFiles, prismaFolder } from './migrate/prisma-folder.ts';

const files = loadSqlFiles(path.join(prismaFolder, 'distributed'));

/** What breaks each rule, by the rule's name. */
const broken: Readonly<Record<string, string>> = {
  'every table is distributed, a reference table, or named as local with a reason, and only one of these':
    'forgotten',
  'a table whose rows are of projects is not local': 'forgotten',
  'a table is distributed by project_id, a UUID that is never null, beside its project': 'astray',
  'every primary and unique key of a distributed table and of its partitions holds project_id':
    'astray_email_key',
  'a foreign key of a distributed table leads to a distributed one by project_id, or to a reference table':
    'astray astray_workspace_fkey',
  'a foreign key that holds project_id neither follows an update of it nor empties it':
    'clients clients_project_id_fkey',
  'no table that is not distributed refers to one that is': 'forgotten forgotten_project_fkey',
  'a table is distributed after those that it refers to': 'early early_project_fkey',
  'the only trigger on distributed tables is the one that raises the version of a runtime':
    'astray chained',
};

const breakEverything = `
  CREATE TABLE public.early (project_id uuid PRIMARY KEY,
    CONSTRAINT early_project_fkey FOREIGN KEY (project_id) REFERENCES public.projects (project_id));
  CREATE TABLE public.forgotten (project_id uuid PRIMARY KEY,
    CONSTRAINT forgotten_project_fkey FOREIGN KEY (project_id) REFERENCES public.projects (project_id));
  CREATE TABLE public.astray (project_id uuid NOT NULL, id uuid NOT NULL, workspace_id uuid, email text UNIQUE,
    PRIMARY KEY (project_id, id),
    CONSTRAINT astray_workspace_fkey FOREIGN KEY (workspace_id) REFERENCES public.workspaces (id));
  CREATE TRIGGER chained AFTER INSERT ON public.astray FOR EACH ROW EXECUTE FUNCTION public.chain_audit_event();`;

let healthy: Client;
let sick: Client;
const databases: TestDatabase[] = [];

async function openAsOwner(): Promise<Client> {
  const database = await createTestDatabase();
  databases.push(database);
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(standInsForCitus);
  return client;
}

const findViolations = async (client: Client, { sql }: CatalogueRule): Promise<string[]> => {
  const { rows } = await client.query(sql);
  return rows.map(({ violation }) => violation);
};

beforeAll(async () => {
  healthy = await openAsOwner();
  for (const { script } of files) await healthy.query(script);

  sick = await openAsOwner();
  await sick.query(breakEverything);
  await sick.query("SELECT create_distributed_table('public.early', 'project_id')");
  // Without the first file, which mends the foreign keys.
  for (const { script } of files.slice(1)) await sick.query(script);
  await sick.query("SELECT create_distributed_table('public.astray', 'id')");
});
afterAll(async () => {
  await Promise.all([healthy?.end(), sick?.end()]);
  await Promise.all(databases.map((database) => database.drop()));
});

describe('the migrated schema, as prisma/distributed spreads it', () => {
  test.each(distributionRules)('$name', async (rule) => {
    expect(await findViolations(healthy, rule)).toEqual([]);
  });

  test('the statements may be repeated up to where Citus begins, and change no constraint but its action', async () => {
    const [first] = files;
    const describeKeys = async () =>
      (
        await healthy.query(`SELECT conrelid::regclass::text AS child, conname, pg_get_constraintdef(oid) AS definition
          FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`)
      ).rows;
    const before = await describeKeys();
    await healthy.query(first?.script ?? '');
    expect(await describeKeys()).toEqual(before);
    const fresh = await createTestDatabase();
    databases.push(fresh);
    const untouched = new Client({ connectionString: fresh.ownerUrl });
    await untouched.connect();
    const { rows } = await untouched.query(
      `SELECT conrelid::regclass::text AS child, conname,
        CASE WHEN conname LIKE '%project_id%' THEN replace(pg_get_constraintdef(oid), ' ON UPDATE CASCADE', '')
          ELSE pg_get_constraintdef(oid) END AS definition
        FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`,
    );
    await untouched.end();
    expect(before).toEqual(rows);
  });

  test('there are partitions to look at, and each is of a distributed table', async () => {
    const { rows } = await healthy.query(`
      SELECT count(*)::int AS partitions, count(p.kind)::int AS placed
      FROM pg_class c LEFT JOIN asked.placements p ON p.relation = pg_partition_root(c.oid) AND p.kind = 'hash'
      WHERE c.relispartition AND c.relkind = 'r'`);
    expect(rows[0].partitions).toBeGreaterThan(100);
    expect(rows[0].placed).toBe(rows[0].partitions);
  });
});

describe('a table that could not be spread is found', () => {
  test.each(distributionRules)('$name', async (rule) => {
    expect(Object.keys(broken)).toContain(rule.name);
    expect(await findViolations(sick, rule)).toContain(broken[rule.name]);
  });
});
