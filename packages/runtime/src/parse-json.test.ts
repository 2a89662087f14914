import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

describe('parseJson', () => {
  it.each([
    '{}',
    '[]',
    'null',
    '"a"',
    '{"a":[1,2.5e3,{"b":"c\\"d","e":{"a":1}}],"b":null}',
    '[{"a":1},{"a":1}]',
    '{"\\u00e9":"\\ud83d\\ude00"}',
  ])('reads %s as JSON.parse does', (text) => {
    expect(parse(text)).toEqual({ value: JSON.parse(text) });
  });

  it.each([
    ['a member twice', '{"a":1,"b":{"a":1},"a":2}'],
    ['a member twice in another spelling', '{"a":1,"\\u0061":2}'],
    ['a member twice in an array', '[[],{"a":1,"a":2}]'],
    ['__proto__', '{"a":{"__proto__":{}}}'],
    ['constructor', '{"constructor":1}'],
    ['an escaped __proto__', '{"\\u005f_proto__":1}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['half a surrogate pair in a name', '{"\\udc00":1}'],
    ['deep nesting', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['a huge number', '1'.repeat(65)],
    ['a number beyond all bounds', '{"a":[1e999]}'],
    ['a NUL character', '{"a":"\\u0000"}'],
    ['a NUL character in a name', '{"\\u0000":1}'],
    ['trailing text', '{} x'],
    ['nothing', ''],
  ])('attack 96: refuses %s', (_what, text) => {
    expect(parse(text)).toHaveProperty('problem');
  });

  it('attack 96: refuses bytes that are no UTF-8', () => {
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toHaveProperty('problem');
    expect(parseJson(Buffer.from([0x22, 0xc0, 0x80, 0x22]))).toHaveProperty('problem');
  });

  it('attack 96: is quick with a body of the largest size, whatever is in it', () => {
    for (const hostile of ['[', '{"a":', '"\\', '1', '-', '\\u', ' ', ',"a":1', '"']) {
      const body = Buffer.from(hostile.repeat(Math.floor(65_536 / hostile.length)));
      // The quickest of three, because the machine has other work too.
      const milliseconds = [1, 2, 3].map(() => {
        const start = performance.now();
        parseJson(body);
        return performance.now() - start;
      });
      expect(Math.min(...milliseconds)).toBeLessThan(50);
    }
  });
});
