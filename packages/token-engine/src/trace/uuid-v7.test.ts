import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildUuidV7 } from './uuid-v7.ts';

test('a trace id is a UUIDv7 that carries its millisecond', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (milliseconds, random) => {
        const id = buildUuidV7(milliseconds, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(milliseconds);
      },
    ),
  );
});
