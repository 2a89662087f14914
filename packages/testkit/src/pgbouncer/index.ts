export { startTestPgbouncer, type TestPgbouncer } from './test-pgbouncer.ts';
