import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  buildConnectionUrl,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../embedded/index.ts';
import { createRoles, type RoleName, roleNames } from './create-roles.ts';

const passwords = { gatehouse_owner: `o'\\"w`, gatehouse_app: 'a', gatehouse_hot: 'h' };
let dataFolder: string;
let postgres: EmbeddedPostgres;

// A server of its own: the shared one's passwords must stay as they are.
beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'gatehouse-roles-'));
  postgres = await startEmbeddedPostgres({
    dataFolder,
    settings: { log_statement: 'all', log_min_duration_statement: '0' },
  });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function query(login: { role: string; password: string; database: string }, sql: string) {
  const client = new Client({ connectionString: buildConnectionUrl(postgres, login) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('several set-ups at once make three roles without privileges and a database of the owner', async () => {
  const { superuserUrl } = postgres;
  await Promise.all([1, 2, 3].map(() => createRoles({ superuserUrl, passwords })));
  for (const role of roleNames) {
    const login = { role, password: passwords[role], database: 'gatehouse' };
    const sql = `SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole AS powerful,
        (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()) AS owner
      FROM pg_roles WHERE rolname = current_user`;
    expect(await query(login, sql)).toEqual([{ powerful: false, owner: 'gatehouse_owner' }]);
  }
});

test('running again with other passwords replaces them', async () => {
  const { superuserUrl } = postgres;
  const login = (role: RoleName, password: string) =>
    query({ role, password, database: 'gatehouse' }, 'SELECT 1 AS one');
  await createRoles({ superuserUrl, passwords: { ...passwords, gatehouse_hot: 'other' } });
  await expect(login('gatehouse_hot', 'h')).rejects.toMatchObject({ code: '28P01' });
  expect(await login('gatehouse_hot', 'other')).toEqual([{ one: 1 }]);
  expect(await login('gatehouse_owner', passwords.gatehouse_owner)).toEqual([{ one: 1 }]);
});

test('only the three roles may connect to the database', async () => {
  await createRoles({ superuserUrl: postgres.superuserUrl, passwords });
  const client = new Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  await client.query("CREATE ROLE stranger LOGIN PASSWORD 's'");
  await client.end();
  const stranger = { role: 'stranger', password: 's', database: 'gatehouse' };
  await expect(query(stranger, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
});

test("a password never reaches the server's log, even where that logs every statement", async () => {
  const secret = 'a-password-to-be-found-in-no-log';
  const { superuserUrl } = postgres;
  await createRoles({ superuserUrl, passwords: { ...passwords, gatehouse_app: secret } });
  const log = readFileSync(path.join(dataFolder, 'postgres.log'), 'utf8');
  expect(log).toContain('pg_advisory_lock');
  expect(log).not.toContain(secret);
});
