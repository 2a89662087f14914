import type { WorkspaceId } from '@gatehouse/protocol';
import { buildAuditEntry, createTestWorkspace } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';

let urls: TestDatabase;
let database: Database;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase({ ...urls, connections: { app: 8 } });
});
afterAll(async () => {
  await database?.close();
  await urls?.drop();
});
beforeEach(async () => {
  ({ workspaceId } = await createTestWorkspace(database.control));
  for (const action of ['a', 'b', 'c']) await write(action);
});

const write = (action: string) =>
  database.control.withWorkspace(workspaceId, (tx) => tx.audit(buildAuditEntry({ action })));
const verify = () => database.control.withWorkspace(workspaceId, (tx) => tx.verifyAuditChain());

async function tamper(statement: string): Promise<void> {
  expect(await urls.tamper(statement)).toBeGreaterThan(0);
}

async function asApplication(statement: string): Promise<string | undefined> {
  const client = new Client({ connectionString: urls.appUrl });
  await client.connect();
  try {
    await client.query(`SET app.workspace_id = '${workspaceId}'`);
    await client.query(statement);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end();
  }
}

describe('attack 123: the audit log', () => {
  it.each([
    'UPDATE audit_events SET action = action',
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'UPDATE audit_chain SET digest = digest',
    'DELETE FROM audit_chain',
    "INSERT INTO audit_chain VALUES (gen_random_uuid(), 1, gen_random_uuid(), '')",
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
  ])('lets the application’s role not do: %s', async (statement) => {
    expect(await asApplication(statement)).toMatch(/permission denied|must be owner/);
  });

  it('is intact as it was written', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ brokenAt: undefined, unlinkedEvents: 0 });
    expect(verdict.head?.position).toBe(verdict.events);
  });

  it('keeps one chain when many write at once', async () => {
    const { events } = await verify();
    await Promise.all(Array.from({ length: 20 }, (_, number) => write(`parallel_${number}`)));
    expect(await verify()).toMatchObject({ events: events + 20, brokenAt: undefined });
  });

  it('shows where an event was taken away', async () => {
    const { events } = await verify();
    await tamper(`DELETE FROM audit_events WHERE workspace_id = '${workspaceId}' AND action = 'b'`);
    expect((await verify()).brokenAt).toBe(events - 1);
  });

  it('shows where an event was changed', async () => {
    const { events } = await verify();
    await tamper(
      `UPDATE audit_events SET target_id = 'other' WHERE workspace_id = '${workspaceId}' AND action = 'c'`,
    );
    expect((await verify()).brokenAt).toBe(events);
  });

  it('shows an event whose link went with it', async () => {
    const { events } = await verify();
    await tamper(
      `WITH gone AS (DELETE FROM audit_events WHERE workspace_id = '${workspaceId}' AND action = 'a' RETURNING id)
       DELETE FROM audit_chain WHERE event_id IN (SELECT id FROM gone)`,
    );
    expect((await verify()).brokenAt).toBe(events - 1);
  });

  it('shows an event that was put in past the chain', async () => {
    await tamper(
      `INSERT INTO audit_events SELECT workspace_id, gen_random_uuid(), at, project_id, actor, 'forged', target_type, target_id, changes, request_id
       FROM audit_events WHERE workspace_id = '${workspaceId}' AND action = 'a'`,
    );
    expect(await verify()).toMatchObject({ brokenAt: undefined, unlinkedEvents: 1 });
  });
});
