// Two processes that count together by way of Redis, and what each does when it fails.

import { createLogger } from '@gatehouse/runtime';
import { startTestRedis } from '@gatehouse/testkit/redis';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeRedis, openRedis, type Redis } from '../open-redis.ts';
import { createLimits, type Limits } from './limits.ts';

const server = await startTestRedis();
const logger = createLogger({ name: 'test', level: 'silent' });
const secret = Buffer.alloc(32, 7);
const limit = { name: 'token', count: 10, windowSeconds: 3600 };
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000 });

let opened: { readonly redis: Redis; readonly limits: Limits }[] = [];
let name = 0;
let subject: string[] = [];

function startProcess(): Limits {
  const redis = openRedis({ url: server.url, logger });
  const limits = createLimits({ nowMilliseconds: Date.now, shared: { redis, secret } });
  opened.push({ redis, limits });
  return limits;
}

function count(limits: Limits, times: number): void {
  for (let round = 0; round < times; round += 1) limits.count(limit, subject);
}

beforeEach(() => {
  name += 1;
  subject = ['192.0.2.1', String(name)];
});
afterEach(() => {
  for (const { redis, limits } of opened) {
    limits.close();
    closeRedis(redis);
  }
  opened = [];
});
afterAll(() => server.stop());

const isExceeded = (limits: Limits) => limits.check(limit, subject).isExceeded;

test('what others have counted counts, a moment later', async () => {
  const [first, second] = [startProcess(), startProcess()];
  count(first, 9);
  await eventually(async () => expect(await server.command('KEYS', '*')).not.toBe(''));
  count(second, 1);
  await eventually(() => expect(isExceeded(second)).toBe(true));
  count(first, 1);
  await eventually(() => expect(isExceeded(first)).toBe(true));
});

test('Redis learns no address, and forgets what is over', async () => {
  count(startProcess(), 3);
  await eventually(async () => expect(await server.command('KEYS', '*')).not.toBe(''));
  const keys = (await server.command('KEYS', '*')).split('\n');
  expect(keys.join()).not.toContain('192.0.2.1');
  for (const key of keys) {
    await eventually(async () => {
      const seconds = Number(await server.command('TTL', key));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(2 * limit.windowSeconds);
    });
  }
});

test('F10: what a process has counted stays, though Redis is emptied or killed', async () => {
  const limits = startProcess();
  count(limits, 8);
  await eventually(async () => expect(await server.command('KEYS', '*')).not.toBe(''));
  await server.command('FLUSHALL');
  count(limits, 2);
  await eventually(async () => expect(await server.command('KEYS', '*')).not.toBe(''));
  expect(isExceeded(limits)).toBe(true);
  await server.kill();
  expect(isExceeded(limits)).toBe(true);
  await server.start();
  expect(isExceeded(limits)).toBe(true);
});

test('F11: nothing waits for a Redis that is silent', async () => {
  const limits = startProcess();
  count(limits, 1);
  await eventually(async () => expect(await server.command('KEYS', '*')).not.toBe(''));
  server.suspend();
  try {
    const begun = performance.now();
    for (let round = 0; round < 10_000; round += 1) {
      limits.count(limit, [String(round)]);
      limits.check(limit, [String(round)]);
    }
    expect(performance.now() - begun).toBeLessThan(10_000);
    count(limits, 9);
    expect(isExceeded(limits)).toBe(true);
  } finally {
    server.resume();
  }
});

test('F12: a Redis that is full lets nobody through', async () => {
  const limits = startProcess();
  await server.command('CONFIG', 'SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction');
  try {
    count(limits, 10);
    expect(isExceeded(limits)).toBe(true);
  } finally {
    await server.command('CONFIG', 'SET', 'maxmemory', '0');
  }
});
