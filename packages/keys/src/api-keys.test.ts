import { parseProjectId, parseWorkspaceId } from '@gatehouse/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ApiKeyAddress,
  generateApiKey,
  hashApiKey,
  matchesApiKey,
  parseApiKey,
} from './api-keys.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));

function newAddress(kind: 'project' | 'workspace'): ApiKeyAddress {
  const keyId = generateUuid(random);
  const projectId = parseProjectId(generateUuid(random));
  const workspaceId = parseWorkspaceId(generateUuid(random));
  if (projectId === undefined || workspaceId === undefined) throw new Error('UUIDs are ids.');
  return kind === 'project'
    ? { kind, tenantId: projectId, keyId }
    : { kind, tenantId: workspaceId, keyId };
}

test('a key names its tenant and its row', () => {
  for (const kind of ['project', 'workspace'] as const) {
    const address = newAddress(kind);
    expect(parseApiKey(generateApiKey(address, random))).toEqual(address);
  }
});

test('a key matches its own hash, under its own tenant and kind only', () => {
  const address = newAddress('project');
  const value = generateApiKey(address, random);
  const stored = hashApiKey(keyring, address, value);
  expect(matchesApiKey(keyring, { address, value }, stored)).toBe(true);
  const other = newAddress('project');
  expect(matchesApiKey(keyring, { address: other, value }, stored)).toBe(false);
  const sameTenant = generateApiKey(address, random);
  expect(matchesApiKey(keyring, { address, value: sameTenant }, stored)).toBe(false);
  expect(matchesApiKey(keyring, { address, value }, undefined)).toBe(false);
  expect(matchesApiKey(keyring, { address, value }, { ...stored, keyId: 'gone' })).toBe(false);
});

test('a damaged key is refused before anything is looked up', () => {
  const value = generateApiKey(newAddress('workspace'), random);
  for (let length = 0; length < value.length; length += 1) {
    expect(parseApiKey(value.slice(0, length))).toBeUndefined();
  }
  expect(parseApiKey(`${value}=`)).toBeUndefined();
  expect(parseApiKey(value.replace('gh_wak_', 'gh_pak_'))).toBeUndefined();
  fc.assert(
    fc.property(
      fc.nat(value.length - 1),
      fc.constantFrom(...'ABab01-_=é'),
      (position, character) => {
        fc.pre(value[position] !== character);
        const changed = value.slice(0, position) + character + value.slice(position + 1);
        expect(parseApiKey(changed)).toBeUndefined();
      },
    ),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseApiKey(text)).toBeUndefined();
    }),
  );
});
