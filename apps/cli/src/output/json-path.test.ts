import { describe, expect, it } from 'vitest';
import { selectByPath, selectByPointer } from './json-path.ts';

const document = { items: [{ id: 'a', tags: ['x'] }, { id: 'b' }], 'a.b': 1, 'c/d': { '~': 2 } };

describe('selectByPath', () => {
  it.each([
    ['items.0.id', 'a'],
    ['items.#', 2],
    ['items.#.id', ['a', 'b']],
    ['items.#.tags.0', ['x']],
    ['a\\.b', 1],
    ['items.9.id', undefined],
    ['toString', undefined],
    ['items.0.id.length', undefined],
  ])('%s', (path, expected) => {
    expect(selectByPath(document, path)).toEqual(expected);
  });
});

describe('selectByPointer', () => {
  it.each([
    ['', document],
    ['/items/1/id', 'b'],
    ['/a.b', 1],
    ['/c~1d/~0', 2],
    ['/items/x', undefined],
  ])('%j', (pointer, expected) => {
    expect(selectByPointer(document, pointer)).toEqual(expected);
  });
});
