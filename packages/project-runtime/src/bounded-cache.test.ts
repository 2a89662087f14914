import { expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

it('never holds more than its limit and forgets what was used longest ago', () => {
  const cache = new BoundedCache<number>(3);
  for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index);
  cache.get('a');
  cache.set('d', 3);
  expect(cache.size).toBe(3);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([0, undefined, 2, 3]);
});

it('keeps one value for a key that is set twice', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1);
  cache.set('a', 2);
  expect(cache.size).toBe(1);
  expect(cache.get('a')).toBe(2);
});

it('says what it forgot to make room, and never what was just added', () => {
  const forgotten: number[] = [];
  const cache = new BoundedCache<number>(2, (value) => forgotten.push(value));
  for (let number = 0; number < 200; number += 1) {
    cache.set(`key ${number}`, number);
    expect(cache.get(`key ${number}`)).toBe(number);
    expect(cache.size).toBe(Math.min(2, number + 1));
  }
  expect(forgotten).toHaveLength(198);
});
