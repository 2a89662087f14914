import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createSealer } from './sealer.ts';

const key = new Uint8Array(32).fill(1);
const sealer = createSealer(key, 'session');

test('what was sealed is opened again, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sealer.open(sealer.seal(value, 60))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a change of any character makes it nothing', () => {
  const sealed = sealer.seal({ subject: 'ada' }, 60);
  for (let index = 0; index < sealed.length; index += 1) {
    const other = sealed[index] === 'A' ? 'B' : 'A';
    expect(sealer.open(sealed.slice(0, index) + other + sealed.slice(index + 1))).toBeUndefined();
  }
});

test('another key, another purpose, and nonsense open nothing', () => {
  const sealed = sealer.seal('secret', 60);
  expect(createSealer(new Uint8Array(32).fill(2), 'session').open(sealed)).toBeUndefined();
  expect(createSealer(key, 'flash').open(sealed)).toBeUndefined();
  for (const text of [`${sealed}x`, `${sealed}=`, '', 'x', '%%%', 'A'.repeat(4000)])
    expect(sealer.open(text)).toBeUndefined();
});

test('it ends by itself, though the browser keeps it', () => {
  const sealed = sealer.seal('secret', 60);
  vi.useFakeTimers({ now: Date.now() + 61_000 });
  expect(sealer.open(sealed)).toBeUndefined();
  vi.useRealTimers();
});

test('a short key is refused', () => {
  expect(() => createSealer(new Uint8Array(16), 'session')).toThrow('32 bytes');
});
