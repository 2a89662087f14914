import {
  type ControlFixture,
  describeClientRowsContract,
  describeInvitationContract,
  describeProjectContract,
  describeWorkspaceContract,
} from '@gatehouse/testkit/contracts';
import { createTestDatabase } from '@gatehouse/testkit/postgres';
import { connectDatabase } from './connect-database.ts';

async function createFixture(): Promise<ControlFixture> {
  const testDatabase = await createTestDatabase();
  const database = await connectDatabase(testDatabase);
  return {
    ...database,
    async close() {
      await database.close();
      await testDatabase.drop();
    },
  };
}

describeClientRowsContract('PostgreSQL', createFixture);
describeProjectContract('PostgreSQL', createFixture);
describeWorkspaceContract('PostgreSQL', createFixture);
describeInvitationContract('PostgreSQL', createFixture);
