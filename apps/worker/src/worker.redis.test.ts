// The built worker as a process of its own, beside a database and a Redis.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { connectDatabase, type Database } from '@gatehouse/database';
import { buildMail, createRandom, generateKeyring, openMail, parseKeyring } from '@gatehouse/keys';
import { createTestProject, createTestWorkspace } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { startTestRedis, type TestRedis } from '@gatehouse/testkit/redis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const mainModule = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const random = createRandom();
const keyringText = generateKeyring(random);
const keyring = parseKeyring(keyringText);
let urls: TestDatabase;
let database: Database;
let redis: TestRedis;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis?.stop();
  await database?.close();
  await urls?.drop();
});

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function startWorker(environment: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, [mainModule], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  child.stderr?.on('data', (part: Buffer) => {
    output += part.toString();
  });
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, ended, output: () => output };
}

test('it does the jobs that others write, says that it is ready, serves nothing, and stops when told to', async () => {
  const port = await findFreePort();
  const worker = startWorker({
    GATEHOUSE_ORIGIN: 'http://localhost:4000',
    GATEHOUSE_KEYRING: keyringText,
    DATABASE_URL: urls.appUrl,
    DATABASE_HOT_URL: urls.hotUrl,
    REDIS_URL: redis.url,
    PORT: String(port),
  });
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  await vi.waitFor(async () => expect((await ask('/health/ready')).status).toBe(200), 30_000);
  expect((await ask('/oauth2/token')).status).toBe(404);

  const { workspaceId } = await createTestWorkspace(database.control);
  const scope = await createTestProject(database.control, workspaceId);
  const place = { projectId: scope.projectId, messageId: randomUUID() };
  const order = {
    recipient: 'ann@example.com',
    template: 'registration_attempt',
    locale: 'en',
  } as const;
  await database.control.withProject(scope, (tx) =>
    tx.messages.queue(buildMail({ keyring, random }, place, order), 1),
  );
  await vi.waitFor(async () => {
    const message = await database.control.withProject(scope, (tx) =>
      tx.messages.find(place.messageId),
    );
    expect(message).toMatchObject({ status: 'sent', channel: 'viewer', sendCount: 1 });
    const content = openMail(keyring, place, message?.sealed ?? new Uint8Array());
    expect(content?.rendered?.subject).toContain('You already have an account');
  }, 30_000);

  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(worker.output()).not.toContain('ann@example.com');
});

test('without a keyring it says so in a sentence, and ends', async () => {
  const worker = startWorker({
    GATEHOUSE_ORIGIN: 'http://localhost:4000',
    DATABASE_URL: urls.appUrl,
    DATABASE_HOT_URL: urls.hotUrl,
  });
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain('Set GATEHOUSE_KEYRING.');
});

test('a mail server without a sender is refused at the start', async () => {
  const worker = startWorker({
    GATEHOUSE_ORIGIN: 'http://localhost:4000',
    GATEHOUSE_KEYRING: keyringText,
    DATABASE_URL: urls.appUrl,
    DATABASE_HOT_URL: urls.hotUrl,
    PORT: String(await findFreePort()),
    GATEHOUSE_SMTP_URL: 'smtp://mail.example.com',
  });
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain('Set GATEHOUSE_MAIL_FROM.');
});
