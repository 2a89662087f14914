import { parseProjectId, parseSessionId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKeyring, parseKeyring } from '../keyring/parse-keyring.ts';
import { createRandom } from '../random.ts';
import { createBrowserSecrets } from './browser-secrets.ts';
import { openPageError, sealPageError } from './page-errors.ts';

function check<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('The id is one.');
  return id;
}
const random = createRandom();
const projectA = check(parseProjectId('0190a000-0000-7000-8000-00000000000a'));
const projectB = check(parseProjectId('0190a000-0000-7000-8000-00000000000b'));
const sessionId = check(parseSessionId('00000001-0000-4000-8000-000000000000'));
const otherId = check(parseSessionId('00000002-0000-4000-8000-000000000000'));
const oldRing = generateKeyring(random);
const keyring = parseKeyring(oldRing);
const a = createBrowserSecrets(keyring, projectA, random);
const b = createBrowserSecrets(keyring, projectB, random);

describe('session tokens', () => {
  it('are found again by their hash in their own project alone', () => {
    const token = a.createSessionToken();
    expect(token.value).toMatch(/^gh_st_[\w-]{48}[0-9A-Za-z]{6}$/);
    expect(a.hashSessionToken(token.value)).toEqual(token.hash);
    expect(b.hashSessionToken(token.value)).not.toEqual(token.hash);
  });

  it('attack 61: cut, longer, changed or respelled ones have no hash', () => {
    const { value } = a.createSessionToken();
    for (const wrong of [
      '',
      'gh_st_',
      value.slice(0, -1),
      `${value}A`,
      value.toLowerCase(),
      `${value}=`,
    ]) {
      expect(a.hashSessionToken(wrong)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(a.hashSessionToken(text)).toBeUndefined();
        expect(a.hashBrowserSecret(text)).toBeUndefined();
      }),
    );
  });

  it('go on after a new root was put in front, and end when theirs is taken away', () => {
    const token = a.createSessionToken();
    const rotated = parseKeyring(`${generateKeyring(random)},${oldRing}`);
    const after = createBrowserSecrets(rotated, projectA, random);
    expect(after.hashSessionToken(token.value)).toEqual(token.hash);
    const without = createBrowserSecrets(parseKeyring(generateKeyring(random)), projectA, random);
    expect(without.hashSessionToken(token.value)).toBeUndefined();
  });

  it('are no browser secrets, nor the other way round', () => {
    expect(a.hashBrowserSecret(a.createSessionToken().value)).toBeUndefined();
    expect(a.hashSessionToken(a.createBrowserSecret().value)).toBeUndefined();
  });
});

describe('CSRF tokens', () => {
  it('belong to one flow in one browser of one project', () => {
    const [browser, other] = [a.createBrowserSecret().value, a.createBrowserSecret().value];
    const token = a.buildCsrfToken('flow', browser);
    expect(a.isCsrfToken(token, { flowId: 'flow', browserSecret: browser })).toBe(true);
    expect(a.isCsrfToken(token, { flowId: 'flow2', browserSecret: browser })).toBe(false);
    expect(a.isCsrfToken(token, { flowId: 'flow', browserSecret: other })).toBe(false);
    expect(b.isCsrfToken(token, { flowId: 'flow', browserSecret: browser })).toBe(false);
  });

  it('of a browser without a secret match nothing, not even nothing', () => {
    expect(a.buildCsrfToken('flow', 'made up')).toBe('');
    expect(a.isCsrfToken('', { flowId: 'flow', browserSecret: '' })).toBe(false);
  });
});

it('a logout token belongs to one session of one project', () => {
  const token = a.buildLogoutToken(sessionId);
  expect(a.isLogoutToken(token, sessionId)).toBe(true);
  expect(a.isLogoutToken(token, otherId)).toBe(false);
  expect(b.isLogoutToken(token, sessionId)).toBe(false);
  expect(a.isLogoutToken('', sessionId)).toBe(false);
});

it('attempts are counted by who was tried and from where, and by nothing that can be read back', () => {
  const subjects = [
    { kind: 'account', identifier: 'ann' },
    { kind: 'account', identifier: 'bob' },
    { kind: 'account_address', identifier: 'ann', address: '' },
    { kind: 'account_address', identifier: 'ann', address: '::1' },
  ] as const;
  const hashes = subjects.map((subject) => Buffer.from(a.hashAttempt(subject)).toString('hex'));
  expect(new Set(hashes).size).toBe(subjects.length);
  expect(a.hashAttempt(subjects[0])).toEqual(a.hashAttempt(subjects[0]));
  expect(b.hashAttempt(subjects[0])).not.toEqual(a.hashAttempt(subjects[0]));
});

it('attack 37: what an error page shows opens in its own project, and cannot be written by hand', () => {
  const id = sealPageError({ keyring, random }, projectA, { message: 'x' });
  expect(openPageError(keyring, projectA, id)).toEqual({ message: 'x' });
  expect(openPageError(keyring, projectB, id)).toBeUndefined();
  expect(openPageError(keyring, projectA, `${id}A`)).toBeUndefined();
  expect(
    openPageError(keyring, projectA, Buffer.from('{"message":"y"}').toString('base64url')),
  ).toBeUndefined();
});
