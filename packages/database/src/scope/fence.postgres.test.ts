import { buildClientRow, createProjectId, createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';
import type { ProjectScope } from '../transactions.ts';

let urls: TestDatabase;
let database: Database;
let scopeA: ProjectScope;
let scopeB: ProjectScope;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase({ ...urls, connections: { app: 3 } });
  scopeA = await createTestProject(database.control);
  scopeB = await createTestProject(database.control);
  for (const [scope, clientId] of [
    [scopeA, 'of-a'],
    [scopeB, 'of-b'],
  ] as const) {
    await database.control.withProject(scope, (tx) => tx.clients.insert(buildClientRow(clientId)));
  }
});
afterAll(async () => {
  await database?.close();
  await urls?.drop();
});

const unsetSetting = '42704';
const emptySetting = '22P02';
const forbidden = '42501';

async function withApp<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urls.appUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What gatehouse_app may select from, the address table apart. */
async function listReadableTables(client: Client): Promise<string[]> {
  const { rows } = await client.query(`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'hot') AND tablename <> 'addresses'
      AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`);
  return rows.map(({ name }) => name);
}

async function fenceAs({ projectId, workspaceId }: ProjectScope, client: Client): Promise<void> {
  await client.query(
    `SELECT set_config('app.project_id', $1, true), set_config('app.workspace_id', $2, true),
      set_config('app.member_id', '00000000-0000-0000-0000-000000000000', true)`,
    [projectId, workspaceId],
  );
}

const asB = <T>(work: (client: Client) => Promise<T>) =>
  withApp(async (client) => {
    await client.query('BEGIN');
    await fenceAs(scopeB, client);
    return work(client);
  });

describe('attack 77: a statement outside every fence', () => {
  test('is an error on every table, on a fresh connection', async () => {
    await withApp(async (client) => {
      const tables = await listReadableTables(client);
      expect(tables.length).toBeGreaterThan(12);
      for (const table of tables) {
        const query = client.query(`SELECT * FROM ${table}`);
        await expect(query, table).rejects.toMatchObject({ code: unsetSetting });
      }
    });
  });

  test('is an error on every table, on a connection that served a tenant before', async () => {
    await withApp(async (client) => {
      await client.query('BEGIN');
      await fenceAs(scopeA, client);
      expect((await client.query('SELECT * FROM clients')).rowCount).toBe(1);
      await client.query('COMMIT');
      for (const table of await listReadableTables(client)) {
        const query = client.query(`SELECT * FROM ${table}`);
        await expect(query, table).rejects.toMatchObject({ code: emptySetting });
      }
    });
  });

  test('writes nothing either', async () => {
    await withApp(async (client) => {
      for (const sql of [
        `INSERT INTO clients (project_id, client_id, metadata, secrets) VALUES ('${scopeA.projectId}', 'x', '{}', '[]')`,
        `UPDATE clients SET client_id = 'x'`,
        'DELETE FROM clients',
        'DELETE FROM projects',
        'UPDATE workspaces SET name = name',
      ]) {
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: unsetSetting });
      }
    });
  });
});

describe('attack 77: a pooled connection', () => {
  test('does not keep the former tenant, whether its transaction ended well or badly', async () => {
    const pool = new Pool({ connectionString: urls.appUrl, max: 1 });
    for (const ending of ['COMMIT', 'ROLLBACK']) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.project_id', $1, true)`, [scopeA.projectId]);
      await client.query(ending);
      client.release();
      const query = pool.query('SELECT * FROM clients');
      await expect(query).rejects.toMatchObject({ code: emptySetting });
    }
    await pool.end();
  });

  test('serves whoever comes next with their own rows, two hundred at once over three of them', async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const scope = index % 2 === 0 ? scopeA : scopeB;
        const work = database.control.withProject(scope, async (tx) => {
          const rows = await tx.clients.list({ limit: 9, after: undefined }, {});
          if (index % 5 === 0) throw new Error('in the middle');
          return rows.map(({ clientId }) => clientId);
        });
        return work.catch((error: Error) => error.message);
      }),
    );
    results.forEach((result, index) => {
      const own = index % 2 === 0 ? ['of-a'] : ['of-b'];
      expect(result).toEqual(index % 5 === 0 ? 'in the middle' : own);
    });
  });
});

describe('attack 77: inside the fence of B', () => {
  test('a statement without a condition reaches rows of B only', async () => {
    await asB(async (client) => {
      expect((await client.query('SELECT client_id FROM clients')).rows).toEqual([
        { client_id: 'of-b' },
      ]);
      expect((await client.query('UPDATE clients SET updated_at = now()')).rowCount).toBe(1);
      expect((await client.query('DELETE FROM clients')).rowCount).toBe(1);
      expect((await client.query('SELECT * FROM projects')).rowCount).toBe(1);
    });
  });

  test('no row can be written for A, nor moved there', async () => {
    const insert = `INSERT INTO clients (project_id, client_id, metadata, secrets) VALUES ($1, 'x', '{}', '[]')`;
    const outbox = `INSERT INTO hot.outbox (project_id, id, kind, payload) VALUES ($1, gen_random_uuid(), 'x', '{}')`;
    for (const sql of [insert, outbox, 'UPDATE clients SET project_id = $1']) {
      await asB(async (client) => {
        const query = client.query(sql, [scopeA.projectId]);
        await expect(query, sql).rejects.toMatchObject({ code: forbidden });
      });
    }
  });

  test('no epoch of a project or a client can be deleted, which would let old tokens live again', async () => {
    await asB(async (client) => {
      const { rows } = await client.query('SELECT kind FROM hot.epochs ORDER BY kind');
      expect(rows).toEqual([{ kind: 'client' }, { kind: 'project' }]);
      expect((await client.query('DELETE FROM hot.epochs')).rowCount).toBe(0);
    });
  });

  test('the epoch of the installation is out of reach, for a fence without a project too', async () => {
    await withApp(async (client) => {
      await client.query('BEGIN');
      await fenceAs({ ...scopeB, projectId: createProjectId() }, client);
      await client.query(
        `SELECT set_config('app.project_id', '00000000-0000-0000-0000-000000000000', true)`,
      );
      const raise = `UPDATE hot.epochs SET epoch = epoch + 1 WHERE kind = 'installation'`;
      expect((await client.query(raise)).rowCount).toBe(0);
    });
  });
});

describe('attack 77: each role', () => {
  test('of the token path reads and writes no control table', async () => {
    const client = new Client({ connectionString: urls.hotUrl });
    await client.connect();
    for (const sql of [
      'SELECT * FROM clients',
      'SELECT * FROM projects',
      'DELETE FROM addresses',
    ]) {
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: forbidden });
    }
    await client.end();
  });

  test('of the control tables reads no code, refresh token or denylist, and rewrites no history', async () => {
    for (const sql of [
      'SELECT * FROM hot.authorization_codes',
      'SELECT * FROM hot.refresh_tokens',
      'SELECT * FROM hot.denylist',
      'DELETE FROM audit_events',
      `UPDATE audit_events SET action = 'x'`,
      'DELETE FROM project_revisions',
      'DELETE FROM addresses',
      'UPDATE addresses SET project_id = project_id',
      `SELECT hot.drop_partitions_before('denylist', 1)`,
    ]) {
      await asB(async (client) => {
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: forbidden });
      });
    }
  });

  test('of the token path makes and drops only partitions that the tables need', async () => {
    const client = new Client({ connectionString: urls.hotUrl });
    await client.connect();
    for (const sql of [
      `SELECT hot.ensure_partitions('epochs', 1, 2, 1)`,
      `SELECT hot.ensure_partitions('denylist', 1, 100000, 1)`,
      `SELECT hot.ensure_partitions('denylist"; DROP TABLE hot.grants; --', 1, 2, 1)`,
      `SELECT hot.drop_partitions_before('grants', 1)`,
      `SELECT hot.drop_partitions_before('denylist', 100000)`,
    ]) {
      await expect(client.query(sql), sql).rejects.toThrow('refuses');
    }
    await expect(client.query('DROP TABLE hot.denylist')).rejects.toMatchObject({
      code: forbidden,
    });
    await client.end();
  });
});
