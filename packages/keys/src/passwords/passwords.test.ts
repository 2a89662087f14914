import { parseProjectId } from '@gatehouse/protocol';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { generateKeyring, parseKeyring } from '../keyring/parse-keyring.ts';
import { createRandom } from '../random.ts';
import { isCommonPassword } from './common-passwords.ts';
import { createPasswordPool } from './password-pool.ts';
import { createPasswords } from './passwords.ts';
import { isImportablePassword, parsePhcString } from './phc-string.ts';

const random = createRandom();
const pool = createPasswordPool();
const ring = generateKeyring(random);
const keyring = parseKeyring(ring);
const quick = { memoryKibibytes: 64, passes: 1, lanes: 1 };

function projectOf(digit: string) {
  const projectId = parseProjectId(`0190a000-0000-7000-8000-00000000000${digit}`);
  if (projectId === undefined) throw new Error('The id is one.');
  return projectId;
}
const open = (change: Partial<Parameters<typeof createPasswords>[0]> = {}, digit = 'a') =>
  createPasswords({ keyring, random, pool, parameters: quick, ...change }, projectOf(digit));

const hashOf = (passwords = open(), password = 'a fine phrase') =>
  passwords.withPlace((work) => work.hash(password));
const verify = (stored: string | undefined, passwords = open(), password = 'a fine phrase') =>
  passwords.withPlace((work) => work.verify(password, stored));

describe('a password hash', () => {
  it('is argon2id with 19 MiB and two passes, and names the key of its pepper', async () => {
    const stored = await hashOf(createPasswords({ keyring, random, pool }, projectOf('a')));
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1,keyid=/);
    expect(parsePhcString(stored)).toEqual({
      memoryKibibytes: 19_456,
      passes: 2,
      lanes: 1,
      keyId: keyring.primaryKeyId,
    });
  });

  it('matches its password alone, in its project alone', async () => {
    const stored = await hashOf();
    expect(await verify(stored)).toEqual({ isMatch: true, isOutdated: false });
    expect((await verify(stored, open(), 'a fine phrase ')).isMatch).toBe(false);
    expect((await verify(stored, open({}, 'b'))).isMatch).toBe(false);
    expect(await hashOf()).not.toBe(stored);
  });

  it('is worth nothing without the keyring', async () => {
    const stored = await hashOf();
    const stranger = open({ keyring: parseKeyring(generateKeyring(random)) });
    expect((await verify(stored, stranger)).isMatch).toBe(false);
  });

  it('is outdated once parameters rise or a new root is in front', async () => {
    const stored = await hashOf();
    const stronger = open({ parameters: { ...quick, passes: 2 } });
    expect(await verify(stored, stronger)).toEqual({ isMatch: true, isOutdated: true });
    const rotated = open({ keyring: parseKeyring(`${generateKeyring(random)},${ring}`) });
    expect(await verify(stored, rotated)).toEqual({ isMatch: true, isOutdated: true });
  });

  it('that was made elsewhere matches without a pepper, and is outdated', async () => {
    const imported = await hash('a fine phrase', { memoryCost: 64, timeCost: 1, parallelism: 1 });
    expect(isImportablePassword(imported)).toBe(true);
    expect(await verify(imported)).toEqual({ isMatch: true, isOutdated: true });
    expect((await verify(imported, open(), 'another phrase')).isMatch).toBe(false);
  });

  it('that is garbage, or whose price nobody would pay, matches nothing', async () => {
    expect((await verify('garbage')).isMatch).toBe(false);
    const stored = await hashOf();
    expect(isImportablePassword(stored)).toBe(false);
    const plain = await hash('a fine phrase', { memoryCost: 64, timeCost: 1, parallelism: 1 });
    for (const dear of ['m=1048576', 'm=64,t=11']) {
      expect(isImportablePassword(plain.replace(/m=64(,t=1)?/, dear))).toBe(false);
    }
    expect(isImportablePassword('$2b$12$abcdefghijklmnopqrstuv')).toBe(false);
  });

  it('attack 110: takes 4096 characters and NUL as they are, without cutting', async () => {
    const long = `${'x'.repeat(4095)}y`;
    const stored = await hashOf(open(), long);
    expect((await verify(stored, open(), long)).isMatch).toBe(true);
    expect((await verify(stored, open(), `${'x'.repeat(4095)}z`)).isMatch).toBe(false);
    const withNul = await hashOf(open(), 'before\0after');
    expect((await verify(withNul, open(), 'before\0other')).isMatch).toBe(false);
  });
});

it('attack 97: nothing to compare with costs as much as something, and is never right', async () => {
  const passwords = createPasswords({ keyring, random, pool }, projectOf('a'));
  const stored = await hashOf(passwords);
  const time = async (hashed: string | undefined) => {
    const begun = performance.now();
    const { isMatch } = await verify(hashed, passwords, 'not the password');
    expect(isMatch).toBe(false);
    return performance.now() - begun;
  };
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let round = 0; round < 15; round += 1) {
    known.push(await time(stored));
    unknown.push(await time(undefined));
  }
  // The quickest of each: what the work takes when nobody else disturbs it.
  const [a, b] = [Math.min(...known), Math.min(...unknown)];
  expect(Math.abs(a - b) / Math.max(a, b)).toBeLessThan(0.5);
});

describe('isCommonPassword', () => {
  it.each([
    'password',
    'PASSWORD1',
    '12345678',
    'qwertyuiop',
    'aaaaaaaa',
    'abababab',
    '1231231231',
    '00110011',
  ])('knows %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each(['correct horse battery', 'a fine phrase', 'Tr0ub4dor&3x', 'überraschend'])(
    'does not know %s',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );

  it('answers 128 characters at once', () => {
    const begun = performance.now();
    for (const text of [`${'ab'.repeat(63)}c`, `${'abcd'.repeat(31)}abc`, 'a'.repeat(127)]) {
      isCommonPassword(text);
    }
    expect(performance.now() - begun).toBeLessThan(20);
  });
});
