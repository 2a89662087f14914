import { parseProjectId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, createSingleUseValues, generateKeyring, parseKeyring } from './index.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const project = (text: string) => {
  const id = parseProjectId(text);
  if (id === undefined) throw new Error(`${text} is no project id`);
  return createSingleUseValues(keyring, id, random);
};
const a = project('11111111-1111-4111-8111-111111111111');
const b = project('22222222-2222-4222-8222-222222222222');

test('a value leads to the key that it was made with, and to its day', () => {
  const made = a.create('refresh_token', 20_500);
  expect(made.value).toMatch(/^gh_rt_[A-Za-z0-9_-]{55}[0-9A-Za-z]{6}$/);
  expect(a.read('refresh_token', made.value)).toEqual({ hash: made.hash, bucket: 20_500 });
});

test('a value of another project or another kind leads nowhere', () => {
  const made = a.create('authorization_code', 20_500);
  expect(b.read('authorization_code', made.value)?.hash).not.toEqual(made.hash);
  expect(a.read('refresh_token', made.value)).toBeUndefined();
});

test('attack 61: a changed value is garbage', () => {
  const { value } = a.create('authorization_code', 20_500);
  fc.assert(
    fc.property(
      fc.nat(value.length - 1),
      fc.constantFrom('A', 'z', '0', '=', ' '),
      (at, character) => {
        fc.pre(value[at] !== character);
        expect(
          a.read('authorization_code', value.slice(0, at) + character + value.slice(at + 1)),
        ).toBeUndefined();
      },
    ),
  );
  expect(a.read('authorization_code', value.slice(0, -1))).toBeUndefined();
  expect(a.read('authorization_code', `${value}A`)).toBeUndefined();
});

test('a successor opens under its predecessor only', () => {
  const [first, second, third] = [1, 2, 3].map((day) => a.create('refresh_token', day).value);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('no values');
  const sealed = a.sealSuccessor(first, second);
  expect(a.openSuccessor(first, sealed)).toBe(second);
  expect(a.openSuccessor(third, sealed)).toBeUndefined();
  expect(Buffer.from(sealed).toString('latin1')).not.toContain(second);
});
