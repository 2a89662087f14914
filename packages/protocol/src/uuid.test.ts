import { expect, it } from 'vitest';
import { buildUuidV4, buildUuidV7, parseIdentityId } from './index.ts';

const ones = new Uint8Array(16).fill(0xff);

it('writes a UUID of version 4 with its version and variant', () => {
  expect(buildUuidV4(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000');
  expect(buildUuidV4(ones)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});

it('writes a UUID of version 7 that begins with its millisecond and sorts by it', () => {
  expect(buildUuidV7(0x0190_0000_0001, ones)).toBe('01900000-0001-7fff-bfff-ffffffffffff');
  const times = [0, 1, 255, 256, 65_536, 1_800_000_000_000, 1_800_000_000_001];
  const ids = times.map((time) => buildUuidV7(time, ones));
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => parseIdentityId(id) === id)).toBe(true);
});
