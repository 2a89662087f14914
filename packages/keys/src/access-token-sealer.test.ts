import { type ProjectId, parseProjectId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAccessTokenSealer } from './access-token-sealer.ts';
import { buildChecksum } from './checksum.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';

const random = createRandom();
const ringText = generateKeyring(random);
const keyring = parseKeyring(ringText);
const projectId = newProjectId();
const sealer = createAccessTokenSealer(keyring, projectId, random);
const plaintext = Buffer.from('{"scope":"invoices:read"}');
const { value } = sealer.seal(plaintext);

function newProjectId(): ProjectId {
  const id = parseProjectId(generateUuid(random));
  if (id === undefined) throw new Error('A fresh UUID is a project id.');
  return id;
}

/** The same bytes changed, with a checksum that fits, so that only the encryption can refuse it. */
function withChecksum(text: string): string {
  return text + buildChecksum(text);
}

test('what a project seals it opens again, with the id by which the token can be denied', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6000 }), (bytes) => {
      const sealed = sealer.seal(bytes);
      const opened = sealer.open(sealed.value);
      expect(Buffer.compare(opened?.plaintext ?? Buffer.alloc(0), bytes)).toBe(0);
      expect(opened?.tokenId).toEqual(sealed.tokenId);
      expect(sealed.tokenId).toHaveLength(24);
      expect(sealer.looksSealed(sealed.value)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a token is larger than its limit allows: sealing it is an error, not a token that nobody opens', () => {
  expect(() => sealer.seal(new Uint8Array(6200))).toThrow(RangeError);
});

test('attack 61: every truncation of a token opens to nothing', () => {
  for (let length = 0; length < value.length; length += 1) {
    expect(sealer.open(value.slice(0, length))).toBeUndefined();
    if (length === value.length - 6) continue;
    expect(sealer.open(withChecksum(value.slice(0, length)))).toBeUndefined();
  }
});

test('attack 61: an extended or padded token opens to nothing', () => {
  for (const tail of ['A', '=', '==', '.', ' ', '\n', '\0', 'AAAA', value]) {
    expect(sealer.open(value + tail)).toBeUndefined();
    expect(sealer.open(tail + value)).toBeUndefined();
    expect(sealer.open(withChecksum(value.slice(0, -6) + tail))).toBeUndefined();
  }
});

test('attack 61: every flipped bit opens to nothing, with the checksum made to fit', () => {
  const bytes = Buffer.from(value.slice('gh_at_'.length, -6), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(sealer.open(withChecksum(`gh_at_${flipped.toString('base64url')}`))).toBeUndefined();
  }
});

test('attack 61: any changed character opens to nothing', () => {
  fc.assert(
    fc.property(
      fc.nat(value.length - 1),
      fc.constantFrom(...'ABCXYZabcxyz0189-_+/=~.é'),
      (position, character) => {
        fc.pre(value[position] !== character);
        const changed = value.slice(0, position) + character + value.slice(position + 1);
        expect(sealer.open(changed)).toBeUndefined();
        if (position < value.length - 6) {
          expect(sealer.open(withChecksum(changed.slice(0, -6)))).toBeUndefined();
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('attack 61: a token in other case, with another prefix, or spelled not canonically opens to nothing', () => {
  const body = value.slice('gh_at_'.length, -6);
  for (const changed of [
    value.toLowerCase(),
    value.toUpperCase(),
    value.replace('gh_at_', 'gh_rt_'),
    value.replace('gh_at_', 'GH_AT_'),
    value.slice('gh_at_'.length),
    withChecksum(`gh_rt_${body}`),
    withChecksum(`gh_at_${body.replaceAll('-', '+').replaceAll('_', '/')}=`),
  ]) {
    expect(sealer.open(changed)).toBeUndefined();
  }
  // 65 bytes leave two unused bits in the last character: four spellings, one of them right.
  const odd = sealer.seal(new Uint8Array(20)).value.slice(0, -6);
  const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
    .map((last) => withChecksum(odd.slice(0, -1) + last))
    .filter((text) => sealer.open(text) !== undefined);
  expect(spellings).toEqual([withChecksum(odd)]);
});

test('no text at all makes opening throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      expect(sealer.open(text)).toBeUndefined();
      expect(sealer.open(withChecksum(`gh_at_${text}`))).toBeUndefined();
    }),
  );
});

test('attack 66: a token of one project opens to nothing at another of the same installation', () => {
  const other = createAccessTokenSealer(keyring, newProjectId(), random);
  expect(other.open(value)).toBeUndefined();
  expect(other.looksSealed(value)).toBe(true);
});

test('a token of an older root opens as long as the ring holds it, and only then', () => {
  const newer = generateKeyring(random);
  const rotated = createAccessTokenSealer(parseKeyring(`${newer},${ringText}`), projectId, random);
  expect(rotated.open(value)?.plaintext).toEqual(plaintext);
  expect(sealer.open(rotated.seal(plaintext).value)).toBeUndefined();
  expect(
    createAccessTokenSealer(parseKeyring(newer), projectId, random).open(value),
  ).toBeUndefined();
});
