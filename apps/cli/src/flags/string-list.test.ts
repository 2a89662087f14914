import { describe, expect, it } from 'vitest';
import { parseStringList } from './string-list.ts';

describe('parseStringList', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a,', ['a', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""hi"""', ['say "hi"']],
  ])('reads %j as one CSV record', (text, expected) => {
    expect(parseStringList(text)).toEqual(expected);
  });

  it.each(['"a', 'a"b', '"a"b'])('refuses %j', (text) => {
    expect(() => parseStringList(text)).toThrow('Close the quotes');
  });
});
