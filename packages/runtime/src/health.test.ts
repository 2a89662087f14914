import { get, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { answerHealth, answerStarting, type HealthProbe } from './health.ts';
import { listenHttp } from './http-server.ts';

const answers: HealthProbe = { askDatabase: async () => {}, isStopping: () => false };

afterEach(() => {
  vi.useRealTimers();
});

async function send(path: string, handler: RequestListener): Promise<IncomingMessage> {
  const server = await listenHttp({ host: '127.0.0.1', port: 0, handler });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get({ host: '127.0.0.1', port: server.port, path }, (response) => resolve(response.resume())).on(
    'error',
    reject,
  );
  return promise.finally(() => server.close());
}

async function ask(path: string, probe: HealthProbe): Promise<number | undefined> {
  const { statusCode } = await send(path, (request, response) => {
    if (!answerHealth(request.url ?? '', response, probe)) response.writeHead(404).end();
  });
  return statusCode;
}

it('is alive without asking the database', async () => {
  const askDatabase = vi.fn(async () => {});
  expect(await ask('/health/alive', { ...answers, askDatabase })).toBe(200);
  expect(askDatabase).not.toHaveBeenCalled();
});

it('is ready while the database answers, and not when it fails or the process stops', async () => {
  expect(await ask('/health/ready', answers)).toBe(200);
  const failing = { ...answers, askDatabase: () => Promise.reject(new Error('gone')) };
  expect(await ask('/health/ready', failing)).toBe(503);
  expect(await ask('/health/ready', { ...answers, isStopping: () => true })).toBe(503);
});

it('is not ready when the database takes more than a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = Promise.withResolvers<void>();
  const silent = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  const status = ask('/health/ready', { ...answers, askDatabase: silent });
  await asked.promise;
  vi.advanceTimersByTime(1000);
  expect(await status).toBe(503);
});

it('leaves every other path alone', async () => {
  expect(await ask('/health', answers)).toBe(404);
  expect(await ask('/health/', answers)).toBe(404);
});

it('is alive and asks for patience while it starts', async () => {
  expect((await send('/health/alive', answerStarting)).statusCode).toBe(200);
  const other = await send('/p/acme/oauth2/token', answerStarting);
  expect([other.statusCode, other.headers['retry-after']]).toEqual([503, '1']);
});
