import { createServer, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainRequest } from './read-plain-request.ts';

const post =
  'POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
  'Content-Length: 9\r\n\r\nscope=a+b';
const get =
  'GET /.well-known/jwks.json?a=b HTTP/1.1\r\nHost: localhost:4000\r\nAccept: */*\r\n\r\n';

function read(text: string) {
  return readPlainRequest(Buffer.from(text, 'latin1'));
}

test('a form and a question are read as they stand, and what follows is left', () => {
  expect(read(`${post}GET /`)).toEqual({
    method: 'POST',
    url: '/oauth2/token',
    headers: {
      host: 'localhost',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '9',
    },
    body: Buffer.from('scope=a+b'),
    length: post.length,
  });
  expect(read(get)).toMatchObject({ url: '/.well-known/jwks.json?a=b', body: undefined });
});

const withHeader = (line: string) => get.replace('Accept: */*', line);
const unusual: [string, string][] = [
  ['half a head', get.slice(0, -2)],
  ['half a body', post.slice(0, -1)],
  ['a head that ends in bare line feeds', get.replaceAll('\r\n', '\n')],
  ['a bare line feed in a value', withHeader('Accept: a\nX: b')],
  ['a bare carriage return in a value', withHeader('Accept: a\rX: b')],
  ['a line that goes on', withHeader('Accept: a\r\n b')],
  ['a space before the colon', withHeader('Accept : a')],
  ['a header without a colon', withHeader('Accept')],
  ['a header without a name', withHeader(': a')],
  ['an underscore in a name', withHeader('Content_Length: 5')],
  ['a byte beyond ASCII', withHeader('Accept: \xe9')],
  ['NUL', withHeader('Accept: \0')],
  ['no Host', get.replace('Host: localhost:4000\r\n', '')],
  ['two Hosts', withHeader('hOST: other')],
  ['any header that comes twice', withHeader('Accept: a\r\naccept: b')],
  ['Transfer-Encoding', post.replace('Host', 'Transfer-Encoding: chunked\r\nHost')],
  ['a form that is chunked', post.replace('Content-Length: 9', 'Transfer-Encoding: chunked')],
  [
    'two equal lengths',
    post.replace('Content-Length: 9', 'Content-Length: 9\r\nContent-Length: 9'),
  ],
  ['a list of lengths', post.replace(': 9', ': 9, 9')],
  ['a length with a sign', post.replace(': 9', ': +9')],
  ['a length with a zero in front', post.replace(': 9', ': 09')],
  ['a length in another base', post.replace(': 9', ': 0x9')],
  ['a length beyond the limit', post.replace(': 9', ': 99999')],
  ['a form without a body', post.replace(': 9', ': 0')],
  ['a question with a body', withHeader('Content-Length: 3\r\n\r\nabc')],
  ['an upgrade', withHeader('Upgrade: h2c')],
  ['an expectation', post.replace('Host', 'Expect: 100-continue\r\nHost')],
  ['a connection that is to be closed', withHeader('Connection: close')],
  ['a connection that names headers', withHeader('Connection: keep-alive, Accept')],
  ['another method', get.replace('GET', 'PUT')],
  ['another version', get.replace('1.1', '1.0')],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an absolute target', get.replace('/.well', 'http://localhost/.well')],
  ['a space in the target', get.replace('?a', ' ?a')],
  ['two spaces in the first line', get.replace('GET ', 'GET  ')],
  ['an empty line before the first', `\r\n${get}`],
  ['a head of more than 16 KiB', withHeader(`Accept: ${'a'.repeat(17_000)}`)],
  [
    'more than 64 headers',
    withHeader(Array.from({ length: 65 }, (_, n) => `X${n}: a`).join('\r\n')),
  ],
];

describe('what could end somewhere else for another reader is left to node:http', () => {
  test.each(unusual)('%s', (_name, text) => {
    expect(read(text)).toBeUndefined();
  });
});

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** @returns the requests that node:http reads from the bytes. */
async function hear(bytes: Buffer): Promise<Heard[]> {
  const heard: Promise<Heard>[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const chunks: Buffer[] = [];
    heard.push(
      new Promise((resolve) => {
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          response.end();
          resolve({ method, url, headers, body: Buffer.concat(chunks).toString('latin1') });
        });
        request.on('close', () => resolve({ method, url, headers, body: 'incomplete' }));
      }),
    );
  });
  server.on('clientError', () => {});
  const connection = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const closed = new Promise((resolve) => connection.once('close', resolve));
  server.emit('connection', connection);
  connection.push(bytes);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  connection.destroy();
  await closed;
  return Promise.all(heard);
}

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(post, get) },
  fc.constantFrom(...unusual.map(([, text]) => text)),
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    ':',
    '0',
    'chunked',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
  ),
);

/** Two messages, into which something is put, and from which something is taken. */
const mutated = fc
  .tuple(piece, piece, piece, fc.nat(), fc.nat({ max: 6 }))
  .map(([first, second, inserted, at, taken]) => {
    const text = first + second;
    const position = at % (text.length + 1);
    return text.slice(0, position) + inserted + text.slice(position + taken);
  });

test('whatever it reads, node:http reads the same request of the same length', async () => {
  let readings = 0;
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const bytes = Buffer.from(text, 'latin1');
      const reading = readPlainRequest(bytes);
      if (reading === undefined) return;
      readings += 1;
      const { method, url, headers, body, length } = reading;
      const expected = { method, url, headers, body: body?.toString('latin1') ?? '' };
      const [alone, ...more] = await hear(bytes.subarray(0, length));
      expect(alone).toEqual(expected);
      expect(more).toEqual([]);
      expect((await hear(bytes))[0]).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
  expect(readings).toBeGreaterThan(200);
});
