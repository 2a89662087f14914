import { describe, expect, it, test } from 'vitest';
import { findClientAddress, noTrustedProxies, trustedProxiesVariable } from './client-addresses.ts';

const trusted = trustedProxiesVariable.parse('10.0.0.0/8, 192.0.2.7,fd00::/8');

describe('attack 91: the address of a client behind proxies', () => {
  it.each([
    {
      title: 'is the connection where nothing is trusted',
      peer: '203.0.113.9',
      forwarded: '198.51.100.1',
      expected: '203.0.113.9',
    },
    {
      title: 'is what a trusted proxy wrote',
      peer: '10.1.2.3',
      forwarded: '198.51.100.1',
      expected: '198.51.100.1',
    },
    {
      title: 'is not what the client wrote itself',
      peer: '10.1.2.3',
      forwarded: '127.0.0.1, 1.1.1.1, 198.51.100.1',
      expected: '198.51.100.1',
    },
    {
      title: 'is found behind several proxies',
      peer: '10.1.2.3',
      forwarded: '198.51.100.1, 192.0.2.7',
      expected: '198.51.100.1',
    },
    {
      title: 'is not believed beyond the first stranger',
      peer: '10.1.2.3',
      forwarded: '9.9.9.9, 198.51.100.1, 10.9.9.9',
      expected: '198.51.100.1',
    },
    {
      title: 'is the proxy where it says nothing',
      peer: '10.1.2.3',
      forwarded: undefined,
      expected: '10.1.2.3',
    },
    {
      title: 'is the proxy where it says nothing readable',
      peer: '10.1.2.3',
      forwarded: '8.8.8.8, unknown',
      expected: '10.1.2.3',
    },
    {
      title: 'loses a port',
      peer: '10.1.2.3',
      forwarded: '198.51.100.1:4711',
      expected: '198.51.100.1',
    },
    {
      title: 'loses brackets',
      peer: 'fd00::1',
      forwarded: '[2001:db8::5]:4711',
      expected: '2001:db8::5',
    },
    {
      title: 'is one for both spellings of IPv4',
      peer: '::ffff:10.1.2.3',
      forwarded: '::ffff:198.51.100.1',
      expected: '198.51.100.1',
    },
    {
      title: 'is not a proxy of another network',
      peer: '11.1.2.3',
      forwarded: '198.51.100.1',
      expected: '11.1.2.3',
    },
  ])('$title', ({ peer, forwarded, expected }) => {
    expect(findClientAddress(peer, forwarded, trusted)).toBe(expected);
  });

  it('is always the connection where no proxy is named', () => {
    expect(findClientAddress('10.1.2.3', '1.1.1.1', noTrustedProxies)).toBe('10.1.2.3');
    expect(findClientAddress('127.0.0.1', '1.1.1.1', noTrustedProxies)).toBe('127.0.0.1');
  });
});

test.each([
  '',
  'proxy',
  '10.0.0.0/33',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/8/8',
  '10.0.0.0/8,,',
  '10/8',
])('a list of proxies that holds something else is refused: %j', (value) => {
  expect(trustedProxiesVariable.safeParse(value).success).toBe(false);
});
