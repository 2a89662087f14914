import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createInternalFetch } from './internal-fetch.ts';

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

test('rejects where nothing is answered in time', async () => {
  const origin = await listen((_request, response) => {
    response.once('close', () => response.end());
  });
  const fetch = createInternalFetch({ origin, timeoutMilliseconds: 100 });
  await expect(fetch('https://acme.projects.example.net/')).rejects.toThrow(/timeout/);
});

test('a request for a public address goes the short way and keeps the public host', async () => {
  const origin = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host, authorization } = request.headers;
      const body = Buffer.concat(chunks).toString();
      response.end(JSON.stringify({ host, authorization, url: request.url, body }));
    });
  });
  const fetch = createInternalFetch({ origin });
  const response = await fetch('https://acme.projects.example.net/oauth2/token?a=1', {
    method: 'POST',
    headers: { authorization: 'Basic eDp5' },
    body: new URLSearchParams({ grant_type: 'refresh_token' }),
  });
  expect(await response.json()).toEqual({
    host: 'acme.projects.example.net',
    authorization: 'Basic eDp5',
    url: '/oauth2/token?a=1',
    body: 'grant_type=refresh_token',
  });
});

test('a redirect is an answer like another, with each of its cookies', async () => {
  const origin = await listen((_, response) => {
    response.writeHead(303, { location: '/next', 'set-cookie': ['a=1', 'b=2'] }).end();
  });
  const response = await createInternalFetch({ origin })('https://public.example/');
  expect(response.status).toBe(303);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('an answer without end is cut off', async () => {
  const origin = await listen((_, response) => {
    response.write('x'.repeat(2000));
  });
  const fetch = createInternalFetch({ origin, maxBytes: 1000 });
  await expect(fetch('https://public.example/')).rejects.toThrow('longer than 1000 bytes');
});

test('nobody waits for a server that does not answer', async () => {
  const origin = await listen(() => undefined);
  const signal = AbortSignal.timeout(50);
  const fetch = createInternalFetch({ origin });
  await expect(fetch('https://public.example/', { signal })).rejects.toThrow();
});
