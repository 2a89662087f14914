import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  createOutboundPost,
  type OutboundFailed,
  type OutboundPost,
  type OutboundPostOptions,
} from './outbound-post.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/hook`, requests };
}

function open(options: Partial<OutboundPostOptions> = {}): OutboundPost {
  const post = createOutboundPost({ allowsLoopback: true, timeoutMilliseconds: 2_000, ...options });
  closing.push(() => post.close());
  return post;
}

const message = { headers: { 'content-type': 'application/json' }, body: '{}' };
const faultOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'answered',
    (error: OutboundFailed) => error.fault,
  );

test('what is posted arrives with its headers and body, and the status comes back', async () => {
  const seen: unknown[] = [];
  const { url } = await serve(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    seen.push([request.headers['content-type'], body]);
    response.writeHead(418).end('teapot');
  });
  expect(await open().post(url, message)).toBe(418);
  expect(seen).toEqual([['application/json', '{}']]);
});

test('attack 78: a redirect is an answer and is not followed', async () => {
  const { url, requests } = await serve((_request, response) => {
    response.writeHead(302, { location: '/internal' }).end();
  });
  expect(await open().post(url, message)).toBe(302);
  expect(requests).toEqual(['POST /hook']);
});

test('attack 78: a name that leads to the own machine or a private network is refused when it is looked up', async () => {
  const { requests, url } = await serve((_request, response) => response.end());
  const { port } = new URL(url);
  const loopback = { address: '127.0.0.1', family: 4 };
  const found = [
    [loopback],
    [{ address: '10.0.0.1', family: 4 }],
    [{ address: '1.1.1.1', family: 4 }, loopback],
    [{ address: '::ffff:7f00:1', family: 6 }],
  ];
  for (const addresses of found) {
    const post = open({ allowsLoopback: false, lookUp: async () => addresses });
    const sent = post.post(`https://rebinding.example:${port}/`, message);
    expect(await faultOf(sent)).toBe('forbidden_address');
  }
  expect(requests).toEqual([]);
});

test('attack 78: a name is looked up once, and the connection goes where that led', async () => {
  const { url, requests } = await serve((_request, response) => response.end());
  const { port } = new URL(url);
  let count = 0;
  const lookUp = async () => {
    count += 1;
    return count === 1 ? [{ address: '127.0.0.1', family: 4 }] : [];
  };
  expect(await open({ lookUp }).post(`http://app.localhost:${port}/hook`, message)).toBe(200);
  expect(requests).toHaveLength(1);
  expect(count).toBe(1);
});

test('an endpoint that never answers is given up in time', async () => {
  const { url } = await serve(() => {});
  const since = performance.now();
  const post = open({ timeoutMilliseconds: 300 });
  expect(await faultOf(post.post(url, message))).toBe('timeout');
  expect(performance.now() - since).toBeLessThan(1_500);
});

test('an answer without end counts by its status, within the same time', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(4096)), 10);
    response.once('close', () => clearInterval(timer));
  });
  const since = performance.now();
  expect(await open({ timeoutMilliseconds: 1_000 }).post(url, message)).toBe(200);
  expect(performance.now() - since).toBeLessThan(1_500);
});

test('where nobody listens the fault says so and names no address', async () => {
  const { url } = await serve((_request, response) => response.end());
  await closing.pop()?.();
  const sent = open().post(url, message);
  await expect(sent).rejects.toMatchObject({ fault: 'unreachable' });
  await expect(sent).rejects.not.toThrow(/127/);
});

test('a connection that is not used ends within seconds, however long the receiver wants it kept', {
  timeout: 15_000,
}, async () => {
  let ended: (() => void) | undefined;
  const { url } = await serve((request, response) => {
    request.socket.once('close', () => ended?.()).setTimeout(0);
    response.writeHead(200, { 'keep-alive': 'timeout=600' }).end();
  });
  const closed = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const post = open();
  const since = performance.now();
  expect(await post.post(url, message)).toBe(200);
  await closed;
  expect(performance.now() - since).toBeLessThan(8_000);
});

test('no receiver is offered HTTP/2, whose idle sessions nothing would end', async () => {
  const server = createTcpServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const greeting = new Promise<Buffer>((resolve) => {
    server.once('connection', (socket) => {
      socket.on('error', () => {});
      socket.once('data', (hello) => {
        resolve(hello);
        socket.destroy();
      });
    });
  });
  const sent = open().post(`https://127.0.0.1:${port}/`, message);
  expect(await faultOf(sent)).toBe('unreachable');
  const hello = (await greeting).toString('latin1');
  expect(hello).toContain('\x08http/1.1');
  expect(hello).not.toContain('\x02h2');
});
