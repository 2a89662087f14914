import { parseProjectId } from '@gatehouse/protocol';
import { expect, test } from 'vitest';
import { createRandom, formatUuid, generateUuid, uuidBytes } from './random.ts';

test('no two draws are alike, across refills of the pool and for large ones', () => {
  const random = createRandom();
  const drawn = Array.from({ length: 5000 }, () => Buffer.from(random.bytes(24)).toString('hex'));
  expect(new Set(drawn).size).toBe(5000);
  expect(random.bytes(10_000)).toHaveLength(10_000);
  expect(random.bytes(0)).toHaveLength(0);
});

test('a draw stays as it was when more are made', () => {
  const random = createRandom();
  const first = random.bytes(32);
  const copy = Uint8Array.from(first);
  for (let draws = 0; draws < 1000; draws += 1) random.bytes(32);
  expect(Uint8Array.from(first)).toEqual(copy);
  expect(first.some((byte) => byte !== 0)).toBe(true);
});

test('a generated UUID is one, and survives the way through bytes', () => {
  const random = createRandom();
  for (let count = 0; count < 100; count += 1) {
    const uuid = generateUuid(random);
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseProjectId(uuid)).toBe(uuid);
    expect(formatUuid(uuidBytes(uuid))).toBe(uuid);
  }
});
