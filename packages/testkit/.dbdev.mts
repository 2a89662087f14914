import { writeFileSync } from 'node:fs';
import { startTestServer } from './src/postgres/test-server.ts';

const s = await startTestServer();
writeFileSync('/tmp/dbdev/conn.json', JSON.stringify(s.connection));
console.log('ready', process.pid);
process.on('SIGTERM', async () => {
  await s.stop();
  process.exit(0);
});
setInterval(() => {}, 1e6);
