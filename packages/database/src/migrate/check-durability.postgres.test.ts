import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDurability, DurabilityError } from './check-durability.ts';

describe('checkDurability', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ template: 'empty' });
  });

  afterAll(() => database.drop());

  it('refuses a server that acknowledges what is not on disk, as that of the tests does', async () => {
    const refused = checkDurability([database.appUrl, database.hotUrl]);
    await expect(refused).rejects.toThrow(DurabilityError);
    await expect(refused).rejects.toThrow(/fsync off/);
  });

  it('tells a server that does not answer apart', async () => {
    const nobody = 'postgresql://a:b@127.0.0.1:1/x';
    await expect(checkDurability([nobody])).rejects.toThrow(StoreUnavailable);
  });
});
