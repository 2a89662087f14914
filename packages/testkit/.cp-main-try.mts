import { startTestServer } from './src/postgres/test-server.ts';
import { createTestDatabase } from './src/postgres/test-database.ts';
import { generateKeyring, createRandom } from '@gatehouse/keys';
import { spawn } from 'node:child_process';
const server = await startTestServer();
const db = await createTestDatabase({ server: server.connection });
const env = (extra) => ({ PATH: process.env.PATH, PORT: '4871', GATEHOUSE_ORIGIN: 'http://localhost:4871', GATEHOUSE_KEYRING: generateKeyring(createRandom()), DATABASE_URL: db.appUrl, DATABASE_HOT_URL: db.hotUrl, ...extra });
async function run(e, probe) {
  const child = spawn(process.execPath, ['/work/main/apps/control-plane/dist/main.js'], { env: e, stdio: ['ignore', 'inherit', 'inherit'] });
  const exit = new Promise((r) => child.on('exit', r));
  if (probe) {
    for (let i = 0; i < 100; i++) { try { const r = await fetch('http://localhost:4871/api/openapi.json'); console.log('openapi', r.status, (await r.text()).length); break; } catch { await new Promise((r) => setTimeout(r, 100)); } }
    const r = await fetch('http://localhost:4871/api/projects', { headers: { authorization: 'Bearer gh_at_nonsense' } }); console.log(r.status, await r.text(), r.headers.get('www-authenticate'));
    const d = await fetch('http://localhost:4871/api/docs'); console.log('docs', d.status, (await d.text()).length);
    child.kill('SIGTERM');
  }
  console.log('exit', await exit);
}
await run(env({}), true);
await run(env({ GATEHOUSE_KEYRING: '' }), false);
await run(env({ GATEHOUSE_ORIGIN: 'https://auth.example.com' }), false);
await run(env({ DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }), false);
await db.drop(); await server.stop();
