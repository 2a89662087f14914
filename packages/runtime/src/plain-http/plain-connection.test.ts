import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpServer, listenHttp } from '../http-server.ts';
import { onHangUp } from '../requests/request-facts.ts';
import type { PlainAnswer, PlainHandler, PlainRequest } from './plain-request.ts';

type Ended = Parameters<NonNullable<PlainHandler['ended']>>[1];

let server: HttpServer;
let sockets: Socket[] = [];
let asked: PlainRequest[] = [];
let ended: Ended[] = [];
let faults: unknown[] = [];
let gone: string[] = [];
let answer: (request: PlainRequest) => Promise<PlainAnswer>;

beforeEach(async () => {
  [sockets, asked, ended, faults, gone] = [[], [], [], [], []];
  answer = async ({ url, body }) => ({
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: `plain ${url} ${body ?? ''}`,
  });
  server = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    handler: (request, response) => response.end(`node ${request.url}`),
    plain: {
      serve(request) {
        if (!request.url.startsWith('/plain')) return undefined;
        asked.push(request);
        onHangUp(request, () => gone.push(request.url));
        return answer(request);
      },
      failed: (_request, error) => faults.push(error),
      ended: (_request, sent) => ended.push(sent),
    },
  });
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

const get = (path: string, lines = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n`;
const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

function open(): {
  socket: Socket;
  received: () => string;
  receive: (text: string) => Promise<void>;
} {
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  const receive = async (wanted: string) => {
    while (!text.includes(wanted)) await once(socket, 'data');
  };
  return { socket, received: () => text, receive };
}

/** @returns the bodies, in the order in which they came. */
function bodiesIn(text: string): string[] {
  return [...text.matchAll(/\r\n\r\n((?:plain|node) [a-z0-9/]+)/g)].map(([, body = '']) => body);
}

test('an answer is a whole message of HTTP, and the connection is kept', async () => {
  const { socket, received, receive } = open();
  socket.write(post('/plain', 'a=b'));
  await receive('a=b');
  expect(received()).toMatch(
    /^HTTP\/1\.1 200 OK\r\ncontent-type: text\/plain\r\ncontent-length: 16\r\nDate: [^\r]{29}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=65\r\n\r\nplain \/plain a=b$/,
  );
  expect(ended).toEqual([{ status: 200, bytes: received().length }]);
  socket.write(get('/plain/again'));
  await receive('/plain/again');
});

test('requests sent ahead are answered in their order, whoever serves them, and then the connection ends', async () => {
  const { socket, received } = open();
  const chunked =
    'POST /chunked HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
  socket.write(
    get('/plain/1') +
      post('/plain/2', 'x=y') +
      get('/other/3') +
      chunked +
      get('/plain/4', 'Connection: close\r\n'),
  );
  await once(socket, 'end');
  expect(bodiesIn(received())).toEqual([
    'plain /plain/1',
    'plain /plain/2',
    'node /other/3',
    'node /chunked',
    'node /plain/4',
  ]);
});

test('a connection that node:http was handed stays its own', async () => {
  const { socket, receive } = open();
  socket.write(get('/other'));
  await receive('node /other');
  socket.write(get('/plain'));
  await receive('node /plain');
  expect(asked).toEqual([]);
});

test('a request that comes in parts is served, and is node:http’s', async () => {
  const { socket, receive } = open();
  const text = post('/plain', 'a=b');
  socket.write(text.slice(0, 20));
  // Who came first is read first: when this one is answered, the first part has been taken.
  const later = open();
  later.socket.write(get('/plain/later'));
  await later.receive('/plain/later');
  socket.write(text.slice(20));
  await receive('node /plain');
});

test('whoever does not read its answers is not read either', async () => {
  const large = 'x'.repeat(1_000_000);
  answer = async () => ({ status: 200, headers: {}, body: large });
  const socket = connect(server.port, '127.0.0.1');
  sockets.push(socket);
  socket.pause();
  socket.write(get('/plain').repeat(30));
  let seen = 0;
  const hasStopped = () => {
    const before = seen;
    seen = asked.length;
    return seen > 0 && seen === before;
  };
  await expect.poll(hasStopped, { interval: 100 }).toBe(true);
  expect(seen).toBeLessThan(25);
  let received = 0;
  socket.on('data', (part) => {
    received += part.length;
  });
  socket.resume();
  await expect.poll(() => received, { timeout: 20_000 }).toBeGreaterThan(30 * large.length);
});

test('attack 36: a line break in a header is a fault, and nobody’s header', async () => {
  answer = async () => ({ status: 303, headers: { location: '/a\r\nset-cookie: b=c' }, body: '' });
  const { socket, received } = open();
  socket.write(get('/plain'));
  await once(socket, 'close');
  expect(received()).toBe('');
  expect(faults).toMatchObject([{ name: 'TypeError' }]);
});

test('what cannot be answered closes the connection, and is told', async () => {
  answer = () => Promise.reject(new Error('broken'));
  const { socket, received } = open();
  socket.write(get('/plain'));
  await once(socket, 'close');
  expect(received()).toBe('');
  expect(faults).toMatchObject([{ message: 'broken' }]);
});

test('it is told that nobody waits for an answer any more', async () => {
  const pending = Promise.withResolvers<PlainAnswer>();
  answer = () => pending.promise;
  const { socket } = open();
  socket.write(get('/plain'));
  await expect.poll(() => asked.length).toBe(1);
  socket.destroy();
  await expect.poll(() => ended).toEqual([undefined]);
  expect(gone).toEqual(['/plain']);
  pending.resolve({ status: 200, headers: {}, body: 'late' });
  await pending.promise;
  expect(ended).toEqual([undefined]);
});

test('closing ends idle connections at once and busy ones with their answer', async () => {
  const pending = Promise.withResolvers<PlainAnswer>();
  const idle = open();
  idle.socket.write(get('/plain/idle'));
  await idle.receive('/plain/idle');
  answer = () => pending.promise;
  const busy = open();
  busy.socket.write(get('/plain/busy') + get('/plain/ahead'));
  await expect.poll(() => asked.length).toBe(2);
  const closed = server.close();
  await once(idle.socket, 'end');
  pending.resolve({ status: 200, headers: {}, body: 'answered' });
  await once(busy.socket, 'end');
  expect(busy.received()).toContain('Connection: close\r\n');
  expect(busy.received()).toContain('answered');
  expect(asked.map(({ url }) => url)).toEqual(['/plain/idle', '/plain/busy']);
  await closed;
  server = await listenHttp({ host: '127.0.0.1', port: 0, handler: () => {} });
});
