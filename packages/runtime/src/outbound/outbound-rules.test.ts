import { expect, test } from 'vitest';
import { explainForbiddenUrl, isAllowedAddress } from './outbound-rules.ts';

const production = { allowsLoopback: false };
const ownMachine = { allowsLoopback: true };

const forbidden = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fe80::1',
  'ff02::1',
];

test.each(forbidden)('attack 78: no connection is made to %s', (address) => {
  expect(isAllowedAddress(address, production)).toBe(false);
});

test('attack 78: public addresses are allowed, and what is no address is not', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '::ffff:1.1.1.1']) {
    expect(isAllowedAddress(address, production)).toBe(true);
  }
  for (const text of ['', 'example.com', '1.1.1.1/8']) {
    expect(isAllowedAddress(text, production)).toBe(false);
  }
});

test('an installation on its own machine may send there, and to no other private address', () => {
  expect(isAllowedAddress('127.0.0.1', ownMachine)).toBe(true);
  expect(isAllowedAddress('::1', ownMachine)).toBe(true);
  const others = forbidden.filter((one) => !/127\.|^::1$/.test(one));
  for (const address of others) expect(isAllowedAddress(address, ownMachine)).toBe(false);
});

const forbiddenUrls = [
  'http://hooks.example.com/',
  'http://127.0.0.1:8080/',
  'https://localhost/',
  'https://app.localhost/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::a00:1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://user:password@hooks.example.com/',
  'https://hooks.example.com/#fragment',
  'gopher://hooks.example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '/relative',
  '',
];

test.each(forbiddenUrls)('attack 78: %s is refused before anything is looked up', (url) => {
  expect(explainForbiddenUrl(url, production)).toMatch(/\.$/);
});

test('a public https URL is fine, and http only on the own machine where that is allowed', () => {
  expect(explainForbiddenUrl('https://hooks.example.com:8443/in?x=1', production)).toBeUndefined();
  for (const url of ['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://[::1]:3000/']) {
    expect(explainForbiddenUrl(url, ownMachine)).toBeUndefined();
    expect(explainForbiddenUrl(url, production)).toMatch(/\.$/);
  }
  expect(explainForbiddenUrl('http://hooks.example.com/', ownMachine)).toMatch(/https/);
  expect(explainForbiddenUrl('http://10.0.0.1/', ownMachine)).toMatch(/https/);
});
