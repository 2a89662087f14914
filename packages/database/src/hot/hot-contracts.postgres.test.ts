import {
  createPostgresHotFixture,
  describeIssuanceStoreContract,
  describeLivenessContract,
  describeRefreshRotationContract,
  describeRevocationsContract,
  type HotFixture,
} from '@gatehouse/testkit/contracts';
import { createTestDatabase } from '@gatehouse/testkit/postgres';
import { connectDatabase } from '../connect-database.ts';

async function createFixture(): Promise<HotFixture> {
  const testDatabase = await createTestDatabase();
  const database = await connectDatabase(testDatabase);
  return createPostgresHotFixture({
    database,
    hotUrl: testDatabase.hotUrl,
    remove: testDatabase.drop,
  });
}

describeLivenessContract('PostgreSQL', createFixture);
describeRevocationsContract('PostgreSQL', createFixture);
describeIssuanceStoreContract('PostgreSQL', createFixture);
describeRefreshRotationContract('PostgreSQL', createFixture);
