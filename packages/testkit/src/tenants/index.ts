export {
  createTestClock,
  startTestTenants,
  type TestClock,
  type TestTenants,
  type TestWorkspace,
} from './test-tenants.ts';
