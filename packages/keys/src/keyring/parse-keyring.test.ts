import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { KeyringError } from './keyring-error.ts';
import { exampleKeyring, generateKeyring, parseKeyring } from './parse-keyring.ts';

const random = createRandom();
const newRoot = () => Buffer.from(random.bytes(32)).toString('base64url');

function refusal(text: string | undefined): string {
  try {
    parseKeyring(text);
  } catch (error) {
    if (error instanceof KeyringError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('a generated keyring is accepted', () => {
  const text = generateKeyring(random);
  expect(parseKeyring(text).primaryKeyId).toBe(text.slice(0, text.indexOf(':')));
});

test('attack 120: a missing keyring is refused', () => {
  expect(refusal(undefined)).toContain('is missing');
  expect(refusal(' ')).toContain('is missing');
});

test('attack 120: a short or long key is refused', () => {
  for (const length of [0, 1, 16, 31, 33, 64]) {
    const root = Buffer.from(random.bytes(length)).toString('base64url');
    expect(refusal(`k1:${root}`)).toContain(`has ${length} bytes where exactly 32 are needed`);
  }
});

test('attack 120: keys of one repeated byte, of few bytes, and the documented example are refused', () => {
  for (const byte of [0, 0x41, 0xff]) {
    const root = Buffer.alloc(32, byte).toString('base64url');
    expect(refusal(`k1:${root}`)).toContain('example or not random');
  }
  const pattern = Buffer.from('changeme'.repeat(4)).toString('base64url');
  expect(refusal(`k1:${pattern}`)).toContain('example or not random');
  expect(refusal(exampleKeyring)).toContain('example or not random');
  expect(refusal(exampleKeyring.replace('example', 'k1'))).toContain('example or not random');
});

test('attack 120: ids and keys that stand twice are refused', () => {
  const root = newRoot();
  expect(refusal(`k1:${root},k2:${root}`)).toContain('are the same');
  expect(refusal(`k1:${newRoot()},k1:${newRoot()}`)).toContain('alike');
});

test('attack 120: malformed entries are refused without a word of the key', () => {
  const root = newRoot();
  for (const text of [
    root,
    `:${root}`,
    `K1:${root}`,
    `k 1:${root}`,
    `k1:${root}=`,
    `k1:${root}!`,
    `k1:${root},`,
    `${root}:k1`,
    `k1;${root}`,
  ]) {
    const message = refusal(text);
    expect(message).not.toBe('accepted');
    expect(message).not.toContain(root);
  }
});

test('attack 120: whatever is refused, the message is one line and holds nothing of the text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 20, maxLength: 60 }), (text) => {
      const message = refusal(`k1:${text}`);
      expect(message).not.toContain(text);
      expect(message).not.toContain('\n');
    }),
  );
});

test('a key is derived for its purpose, its tenant and its root alone', () => {
  const first = generateKeyring(random);
  const ring = parseKeyring(`${first},older:${newRoot()}`);
  const tenants = ['a', 'b'];
  const purposes = ['access-token', 'client-secret', 'cursor'] as const;
  const keys = tenants.flatMap((tenantId) =>
    purposes.flatMap((purpose) =>
      [ring.primaryKeyId, 'older'].map((keyId) =>
        ring.keyById({ purpose, tenantId }, keyId)?.key.export().toString('hex'),
      ),
    ),
  );
  expect(new Set(keys).size).toBe(12);
  expect(keys).not.toContain(undefined);
  const again = parseKeyring(first).primaryKey({ purpose: 'access-token', tenantId: 'a' });
  expect(again.key.export().toString('hex')).toBe(keys[0]);
});

test('a keyring shows no key when it is printed', () => {
  const text = generateKeyring(random);
  const root = text.slice(text.indexOf(':') + 1);
  const printed = JSON.stringify(parseKeyring(text));
  expect(printed).not.toContain(root);
});
