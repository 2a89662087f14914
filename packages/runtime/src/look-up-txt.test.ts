import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createTxtLookUp } from './look-up-txt.ts';

let server: Socket | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A resolver on a port of its own. @param answer the response code and the strings of one TXT record. */
async function startResolver(answer: { code: number; strings: readonly string[] } | undefined) {
  const socket = createSocket('udp4');
  server = socket;
  socket.on('message', (query, { port, address }) => {
    if (answer === undefined) return;
    const record = Buffer.concat(
      answer.strings.map((text) => Buffer.concat([Buffer.of(text.length), Buffer.from(text)])),
    );
    const { length } = record;
    const count = length === 0 ? 0 : 1;
    // RFC 1035 section 4.1: id, flags, counts, the question as it was asked, then the record.
    const header = Buffer.of(0x81, 0x80 | answer.code, 0, 1, 0, count, 0, 0, 0, 0);
    const end = query.indexOf(0, 12) + 5;
    const fixed = Buffer.of(0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, length >> 8, length & 0xff);
    const body = count === 0 ? [] : [fixed, record];
    socket.send(
      Buffer.concat([query.subarray(0, 2), header, query.subarray(12, end), ...body]),
      port,
      address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  return createTxtLookUp({ servers: [`127.0.0.1:${port}`], deadlineMilliseconds: 300 });
}

test('the strings of one record are one text', async () => {
  const lookUp = await startResolver({
    code: 0,
    strings: ['gatehouse-domain-', 'verification=abc'],
  });
  expect(await lookUp('_gatehouse.example.com')).toEqual(['gatehouse-domain-verification=abc']);
});

test.each([
  ['a name that does not exist', 3],
  ['a name without TXT records', 0],
])('%s has none', async (_, code) => {
  const lookUp = await startResolver({ code, strings: [] });
  expect(await lookUp('_gatehouse.example.com')).toEqual([]);
});

test.each([
  ['a resolver that fails', { code: 2, strings: [] }],
  ['a resolver that is silent', undefined],
])('%s says nothing about the records', async (_, answer) => {
  const lookUp = await startResolver(answer);
  expect(await lookUp('_gatehouse.example.com')).toBeUndefined();
});
