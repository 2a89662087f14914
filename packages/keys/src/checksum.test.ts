import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildChecksum, stripChecksum } from './checksum.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

test('a checksum is the CRC-32 of the text as six base62 digits', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const value = [...buildChecksum(text)].reduce((sum, d) => sum * 62 + alphabet.indexOf(d), 0);
      expect(value).toBe(crc32(text));
      expect(buildChecksum(text)).toHaveLength(6);
    }),
  );
});

test('only the checksum of the text itself is taken off', () => {
  expect(stripChecksum(`gh_cs_abc${buildChecksum('gh_cs_abc')}`)).toBe('gh_cs_abc');
  expect(stripChecksum(`gh_cs_abd${buildChecksum('gh_cs_abc')}`)).toBeUndefined();
  expect(stripChecksum(buildChecksum(''))).toBeUndefined();
});
