import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Trail } from '../trace/trail.ts';
import { presentBasic } from './client-secret-basic.ts';
import { readClientRequest } from './presented-credentials.ts';

const trail = () => new Trail({ traceId: 'trace', endpoint: 'token', atMilliseconds: 0 });
const empty = { values: new Map<string, string>(), duplicated: new Set<string>() };
const present = (authorization: string | undefined) =>
  presentBasic(readClientRequest(empty, authorization), trail());
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const formEncode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);

test('attack 42: id and secret that were form-urlencoded come back, whatever they hold', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (clientId, secret) => {
        const presented = present(basic(`${formEncode(clientId)}:${formEncode(secret)}`));
        expect(presented).toEqual({ method: 'client_secret_basic', clientId, secret });
      },
    ),
  );
});

test.each([
  ['no base64', 'Basic a:b'],
  ['no colon', basic('client')],
  ['no client id', basic(':secret')],
  ['a lone percent sign', basic('client:50%')],
  ['bytes that are no UTF-8', basic('client:%ff')],
  ['a header that is too long', `Basic ${'A'.repeat(3000)}`],
])('attack 42: %s fails closed', (_, header) => {
  expect(() => present(header)).toThrow(/Client authentication failed/);
});

test.each([undefined, '', 'Bearer abc', 'Digest x', 'Basicabc'])(
  '%j never authenticates a client',
  (header) => {
    expect(present(header)).toBeUndefined();
  },
);
