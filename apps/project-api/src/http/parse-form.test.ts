import { describe, expect, it } from 'vitest';
import { parseForm } from './parse-form.ts';

const parse = (text: string) => parseForm(Buffer.from(text));

describe('parseForm', () => {
  it('decodes names and values, plus signs included', () => {
    const form = parse('scope=a+b%2Bc&na%6De=%C3%A9&empty=&bare&&x=1=2');
    expect([...(form?.values ?? [])]).toEqual([
      ['scope', 'a b+c'],
      ['name', 'é'],
      ['empty', ''],
      ['bare', ''],
      ['x', '1=2'],
    ]);
    expect(form?.duplicated.size).toBe(0);
  });

  it('attack 51: keeps a parameter that comes twice visible, in any spelling and even if equal', () => {
    expect(parse('a=1&b=2&%61=1')?.duplicated).toEqual(new Set(['a']));
    expect(parse('a=1&a')?.duplicated).toEqual(new Set(['a']));
  });

  it.each(['a=%', 'a=%2', 'a=%zz', 'a=%C3', '%FF=a', 'a=%ED%A0%80', 'a=%C0%80'])(
    'refuses %s: no percent-encoded UTF-8',
    (text) => {
      expect(parse(text)).toBeUndefined();
    },
  );

  it('refuses bytes that are no UTF-8', () => {
    expect(parseForm(Buffer.from([0x61, 0x3d, 0xff]))).toBeUndefined();
  });

  it('attack 114: refuses ten thousand parameters', () => {
    expect(parse('a=1&'.repeat(10_000))).toBeUndefined();
  });

  it('takes names of built-in members as ordinary names', () => {
    expect(parse('__proto__=1&constructor=2')?.values.get('__proto__')).toBe('1');
  });

  it('reads nothing as an empty form', () => {
    expect(parseForm(undefined)?.values.size).toBe(0);
    expect(parse('')?.values.size).toBe(0);
  });
});
