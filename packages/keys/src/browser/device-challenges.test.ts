import { parseProjectId } from '@gatehouse/protocol';
import { expect, test } from 'vitest';
import {
  createRandom,
  generateKeyring,
  openDeviceState,
  parseKeyring,
  sealDeviceState,
} from '../index.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const projectOf = (text: string) => {
  const id = parseProjectId(text);
  if (id === undefined) throw new Error(`${text} is no project id`);
  return id;
};
const a = projectOf('11111111-1111-4111-8111-111111111111');
const b = projectOf('22222222-2222-4222-8222-222222222222');
const seal = () =>
  sealDeviceState({ keyring, random }, { projectId: a, kind: 'challenge' }, { browser: 'x' });

test('a challenge opens as what it was sealed as', () => {
  expect(openDeviceState(keyring, { projectId: a, kind: 'challenge' }, seal())).toEqual({
    browser: 'x',
  });
});

test('attack 66: a challenge of another project, a changed one and garbage open nowhere', () => {
  const value = seal();
  expect(openDeviceState(keyring, { projectId: b, kind: 'challenge' }, value)).toBeUndefined();
  const at = { projectId: a, kind: 'challenge' } as const;
  const changed = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const other of [changed, '', 'x', '='.repeat(10), 'A'.repeat(3000)]) {
    expect(openDeviceState(keyring, at, other)).toBeUndefined();
  }
});

test('a challenge does not stand for a verifier', () => {
  expect(openDeviceState(keyring, { projectId: a, kind: 'verifier' }, seal())).toBeUndefined();
});
