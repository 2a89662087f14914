import { createTestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { diffSchema } from './diff-schema.ts';

test('the migrations build exactly what the Prisma schema describes, and a drift would show', async () => {
  const database = await createTestDatabase();
  try {
    expect(await diffSchema({ ownerUrl: database.ownerUrl })).toBe('');
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query('ALTER TABLE clients ADD COLUMN drifted integer');
    await client.end();
    expect(await diffSchema({ ownerUrl: database.ownerUrl })).toContain('DROP COLUMN "drifted"');
  } finally {
    await database.drop();
  }
});
