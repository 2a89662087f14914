import { type ProjectId, parseProjectId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AtRestPlace, openAtRest, sealAtRest } from './at-rest.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';

const random = createRandom();
const ringText = generateKeyring(random);
const keyring = parseKeyring(ringText);
const keys = { keyring, random };

function newProjectId(): ProjectId {
  const id = parseProjectId(generateUuid(random));
  if (id === undefined) throw new Error('A fresh UUID is a project id.');
  return id;
}

const place: AtRestPlace = {
  purpose: 'signing-key-at-rest',
  table: 'signing_keys',
  column: 'private_sealed',
  projectId: newProjectId(),
  row: '["set","key"]',
};
const secret = Buffer.from('a private key');

test('what was sealed for a place opens there, under an older root too', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const opened = openAtRest(keyring, place, sealAtRest(keys, place, bytes));
      expect(Buffer.compare(opened ?? Buffer.of(1, 2, 3), bytes)).toBe(0);
    }),
  );
  const rotated = parseKeyring(`${generateKeyring(random)},${ringText}`);
  expect(openAtRest(rotated, place, sealAtRest(keys, place, secret))).toEqual(secret);
});

test('attack 119: a ciphertext moved to another row, column, table or project does not open', () => {
  const sealed = sealAtRest(keys, place, secret);
  const elsewhere: Partial<AtRestPlace>[] = [
    { row: '["set","other"]' },
    { column: 'public_jwk' },
    { table: 'clients' },
    { projectId: newProjectId() },
  ];
  for (const change of elsewhere) {
    expect(openAtRest(keyring, { ...place, ...change }, sealed)).toBeUndefined();
  }
});

test('attack 119: a ciphertext shows nothing of the secret and opens with no bit changed', () => {
  const sealed = sealAtRest(keys, place, secret);
  expect(sealed.includes(secret)).toBe(false);
  expect(sealAtRest(keys, place, secret)).not.toEqual(sealed);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const flipped = Buffer.from(sealed);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(openAtRest(keyring, place, flipped)).toBeUndefined();
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(openAtRest(keyring, place, sealed.subarray(0, length))).toBeUndefined();
  }
});
