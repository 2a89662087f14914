import { randomBytes } from 'node:crypto';
import { parseProjectId } from '@gatehouse/protocol';
import { describe, expect, test } from 'vitest';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';
import { createRegistrationCredentials } from './registration-credentials.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));

function credentialsOfNewProject() {
  const projectId = parseProjectId(generateUuid(random));
  if (projectId === undefined) throw new Error('A fresh UUID is a project id.');
  return createRegistrationCredentials(keyring, projectId, random);
}

describe('registration access tokens', () => {
  const credentials = credentialsOfNewProject();
  const clientId = credentials.createClientId();
  const { value, hash } = credentials.createToken(clientId);

  test('open the client that they were made for', () => {
    expect(value).toMatch(/^gh_rat_/);
    expect(credentials.matchesToken(value, clientId, hash)).toBe(true);
  });

  test('attack 52: open no other client, even with its row in their place', () => {
    const other = credentials.createClientId();
    expect(credentials.matchesToken(value, other, hash)).toBe(false);
    expect(credentials.matchesToken(value, other, credentials.createToken(other).hash)).toBe(false);
    expect(credentials.matchesToken(value, clientId, undefined)).toBe(false);
  });

  test('attack 66: open nothing in another project', () => {
    expect(credentialsOfNewProject().matchesToken(value, clientId, hash)).toBe(false);
  });

  test('no other text opens anything', () => {
    for (const text of [
      '',
      'gh_rat_',
      value.slice(0, -1),
      `${value}a`,
      randomBytes(64).toString('hex'),
    ]) {
      expect(credentials.matchesToken(text, clientId, hash)).toBe(false);
    }
  });
});
