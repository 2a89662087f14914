import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CursorList, openCursor, sealCursor } from './cursors.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom } from './random.ts';

const keyring = parseKeyring(generateKeyring(createRandom()));
const list: CursorList = {
  tenantId: '0b6f1b8e-26d2-4a55-a7f4-4f6b7a7f6a01',
  sort: 'clients:created_at',
  filter: { owner: 'ann', clientName: undefined },
};
const position = ['2026-11-24T00:00:00.000Z', 'client'];

test('a cursor leads back to its position in its own list', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 4 }), (values) => {
      expect(openCursor(keyring, list, sealCursor(keyring, list, values))).toEqual(values);
    }),
  );
});

test('attack 74: a cursor of another tenant, order or filter is refused', () => {
  const cursor = sealCursor(keyring, list, position);
  const others: CursorList[] = [
    { ...list, tenantId: '0b6f1b8e-26d2-4a55-a7f4-4f6b7a7f6a02' },
    { ...list, sort: 'clients:name' },
    { ...list, filter: {} },
    { ...list, filter: { owner: 'bob' } },
    { ...list, filter: { owner: 'ann', clientName: '' } },
    { ...list, filter: { clientName: 'ann' } },
  ];
  for (const other of others) expect(openCursor(keyring, other, cursor)).toBeUndefined();
  expect(openCursor(parseKeyring(generateKeyring(createRandom())), list, cursor)).toBeUndefined();
});

test('attack 74: a cursor that was changed or made up is refused', () => {
  const bytes = Buffer.from(sealCursor(keyring, list, position), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(openCursor(keyring, list, flipped.toString('base64url'))).toBeUndefined();
  }
  const plain = Buffer.from(JSON.stringify(position)).toString('base64url');
  for (const text of ['', 'x', plain, `${bytes.toString('base64url')}=`, 'A'.repeat(5000)]) {
    expect(openCursor(keyring, list, text)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(openCursor(keyring, list, text)).toBeUndefined();
    }),
  );
});
