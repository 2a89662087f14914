import { createLogger } from '@gatehouse/runtime';
import { startTestRedis } from '@gatehouse/testkit/redis';
import { afterAll, expect, test, vi } from 'vitest';
import { closeRedis, openRedis } from '../open-redis.ts';
import { createChangeBroadcast } from './change-broadcast.ts';

const server = await startTestRedis();
const options = { url: server.url, logger: createLogger({ name: 'test', level: 'silent' }) };
const closing: (() => void)[] = [];

function startProcess() {
  const redis = openRedis(options);
  const broadcast = createChangeBroadcast(redis, options);
  const heard: string[] = [];
  broadcast.subscribe((projectId) => heard.push(projectId));
  closing.push(
    () => broadcast.close(),
    () => closeRedis(redis),
  );
  return { broadcast, heard };
}

afterAll(async () => {
  for (const close of closing) close();
  await server.stop();
});

test('what one process publishes the others hear, again after Redis was killed', async () => {
  const [first, second] = [startProcess(), startProcess()];
  const publishUntilHeard = (projectId: string) =>
    vi.waitFor(
      () => {
        first.broadcast.publish(projectId);
        expect(second.heard).toContain(projectId);
      },
      { timeout: 15_000 },
    );
  await publishUntilHeard('one');
  await server.kill();
  first.broadcast.publish('lost');
  await server.start();
  await publishUntilHeard('two');
  expect(second.heard).not.toContain('lost');
});
