import { expect, it } from 'vitest';
import { buildAddressBucket } from './address-bucket.ts';

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('attack 101: %s counts as %s', (address, bucket) => {
  expect(buildAddressBucket(address)).toBe(bucket);
});

it('attack 101: rotating inside a /64 stays one address', () => {
  const addresses = ['2001:db8:a:b::1', '2001:db8:a:b:ffff::2', '2001:db8:a:b:1:2:3:4'];
  expect(new Set(addresses.map(buildAddressBucket)).size).toBe(1);
});
