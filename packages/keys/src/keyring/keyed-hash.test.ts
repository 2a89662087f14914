import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildKeyedHash } from './keyed-hash.ts';

test('it is the HMAC-SHA-256 of node:crypto, for keys of every length and any data', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 300 })),
      (keyBytes, data) => {
        const expected = createHmac('sha256', keyBytes).update(data).digest();
        expect(buildKeyedHash(keyBytes, data)).toEqual(expected);
        expect(buildKeyedHash(keyBytes, data)).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test('a key beyond one block is refused', () => {
  expect(() => buildKeyedHash(randomBytes(65), '')).toThrow(RangeError);
});
