import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listenHttp } from './http-server.ts';

function get(
  port: number,
  agent: Agent,
): Promise<{ body: string; connection: string | undefined }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    body: string;
    connection: string | undefined;
  }>();
  request({ host: '127.0.0.1', port, agent }, (response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    response.on('end', () => resolve({ body, connection: response.headers.connection }));
  })
    .on('error', reject)
    .end();
  return promise;
}

it('answers what was asked before it closes, and closes kept connections', async () => {
  const agent = new Agent({ keepAlive: true });
  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  let count = 0;
  const server = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    handler: async (_request, response) => {
      count += 1;
      if (count > 1) {
        asked.resolve();
        await mayAnswer.promise;
      }
      response.end('answered');
    },
  });
  expect((await get(server.port, agent)).body).toBe('answered');
  const slow = get(server.port, agent);
  await asked.promise;
  const closed = server.close();
  mayAnswer.resolve();
  expect((await slow).body).toBe('answered');
  await closed;
  await expect(get(server.port, new Agent())).rejects.toThrow('ECONNREFUSED');
  agent.destroy();
});

it('says which port is taken', async () => {
  const options = { host: '127.0.0.1', port: 0, handler: () => {} };
  const first = await listenHttp(options);
  await expect(listenHttp({ ...options, port: first.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.close();
});

/** Sends the text as it stands and gives back everything that is answered. */
function exchange(port: number, text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  socket.on('error', () => {});
  socket.on('close', () => resolve(answer));
  socket.write(text);
  return promise;
}

it('attack 114: answers 431 to a megabyte of headers and closes the connection', async () => {
  const server = await listenHttp({ host: '127.0.0.1', port: 0, handler: () => {} });
  const text = `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`;
  expect(await exchange(server.port, text)).toMatch(/^HTTP\/1\.1 431 /);
  await server.close();
});

it.each([
  ['two hosts', 'Host: a\r\nhost: b\r\n'],
  ['no host', ''],
])('attack 68: answers 400 to a request with %s', async (_what, hosts) => {
  const handler = () => expect.unreachable();
  const server = await listenHttp({ host: '127.0.0.1', port: 0, handler });
  const answer = await exchange(server.port, `GET / HTTP/1.1\r\n${hosts}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  await server.close();
});
