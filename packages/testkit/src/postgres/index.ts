export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.ts';
export { startTestServer, type TestServer, type TestServerConnection } from './test-server.ts';
