import { request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type HttpServer, listenHttp } from '../http-server.ts';
import { type ObservedRequest, observeRequests } from './observe-requests.ts';
import { noteRequest } from './request-facts.ts';

let server: HttpServer;
afterEach(() => server.close());

async function start(
  handler: Parameters<typeof observeRequests>[0],
): Promise<{ seen: ObservedRequest[]; next: () => Promise<ObservedRequest> }> {
  const seen: ObservedRequest[] = [];
  let told = Promise.withResolvers<ObservedRequest>();
  const observe = (request: ObservedRequest) => {
    seen.push(request);
    told.resolve(request);
    told = Promise.withResolvers();
  };
  server = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    handler: observeRequests(handler, [observe]),
  });
  return { seen, next: () => told.promise };
}

it('tells of a request what the planes noted, how it ended and what was sent for it', async () => {
  const { next } = await start((request, response) => {
    noteRequest(request, { route: '/things/:id', projectId: 'a-project' });
    noteRequest(request, { traceId: 'a-trace' });
    response.writeHead(201).end('x'.repeat(5000));
  });
  const told = next();
  await fetch(`http://127.0.0.1:${server.port}/things/secret?token=secret`, { method: 'POST' });
  const request = await told;
  expect(request).toMatchObject({
    method: 'POST',
    route: '/things/:id',
    projectId: 'a-project',
    traceId: 'a-trace',
    status: 201,
    isAborted: false,
  });
  expect(request.sentBytes).toBeGreaterThan(5000);
  expect(request.sentBytes).toBeLessThan(5500);
  expect(JSON.stringify(request)).not.toContain('secret');
});

it('counts the bytes of each answer once where several are asked for ahead on one connection', async () => {
  const { seen } = await start((_request, response) => {
    response.writeHead(200, { 'content-length': 1000 }).end('x'.repeat(1000));
  });
  const socket = connect(server.port, '127.0.0.1');
  const ended = new Promise((resolve) => socket.once('close', resolve));
  const head = 'GET / HTTP/1.1\r\nhost: localhost\r\n';
  socket.end(`${head}\r\n${head}\r\n${head}connection: close\r\n\r\n`);
  socket.resume();
  await ended;
  expect(seen).toHaveLength(3);
  for (const { sentBytes } of seen) {
    expect(sentBytes).toBeGreaterThan(1000);
    expect(sentBytes).toBeLessThan(1300);
  }
});

it('says that the other end went away before the answer was out', async () => {
  const { next } = await start((_request, response) => {
    response.once('close', () => response.end());
  });
  const told = next();
  const request = sendRequest({ host: '127.0.0.1', port: server.port, path: '/' });
  request.on('error', () => {});
  request.flushHeaders();
  request.once('socket', (socket) =>
    socket.once('connect', () => setImmediate(() => request.destroy())),
  );
  expect(await told).toMatchObject({ status: 499, isAborted: true });
});
