import { emptyProjectDocument } from '@gatehouse/protocol';
import { buildClientMetadata } from '@gatehouse/testkit';
import { type Client, compileClient } from '@gatehouse/token-engine/clients';
import { expect, test } from 'vitest';
import { SharedParts } from './shared-parts.ts';
import { SharedSettings } from './shared-settings.ts';

const settings = new SharedSettings().of(emptyProjectDocument);

function compile(clientId: string, scope: string): Client {
  const row = { metadata: buildClientMetadata({ scope }), secretHashes: [], epoch: 1 };
  const client = compileClient({ ...row, clientId, isSelfRegistered: false }, settings);
  if (client === undefined) throw new Error('The client of the test does not compile.');
  return client;
}

test('clients with equal parts have them in common, others and everything else apart', () => {
  const parts = new SharedParts();
  const [one, two, other] = [
    parts.share(compile('one', 'read write')),
    parts.share(compile('two', 'read write')),
    parts.share(compile('other', 'read')),
  ];
  expect(two.scope).toBe(one.scope);
  expect(two.lifetimes).toBe(one.lifetimes);
  expect(two.metadata).toBe(one.metadata);
  expect(other.scope).not.toBe(one.scope);
  expect([one, two, other].map(({ clientId, scope }) => [clientId, ...scope])).toEqual([
    ['one', 'read', 'write'],
    ['two', 'read', 'write'],
    ['other', 'read'],
  ]);
});

test('attack 75: nobody changes what clients of several projects have in common', () => {
  const parts = new SharedParts();
  const mine = parts.share(compile('mine', 'read'));
  const theirs = parts.share(compile('theirs', 'read'));
  const { scope, lifetimes, metadata } = mine;
  if (!(scope instanceof Set)) throw new Error('A scope is a Set.');
  expect(() => scope.add('admin')).toThrow(TypeError);
  expect(() => scope.delete('read')).toThrow(TypeError);
  expect(() => scope.clear()).toThrow(TypeError);
  expect(Reflect.set(lifetimes.client_credentials, 'accessTokenSeconds', 1)).toBe(false);
  expect(Reflect.set(metadata, 'redirect_uris', ['https://attacker.example'])).toBe(false);
  expect(Reflect.set(metadata.redirect_uris, 'length', 9)).toBe(false);
  expect([...theirs.scope]).toEqual(['read']);
});

test('attack 75: equal documents have one settings object that nobody changes, others one of their own', () => {
  const shared = new SharedSettings();
  const { services } = emptyProjectDocument;
  const oauth2 = { config: { ttl: { access_token: '5m' } } };
  const mine = shared.of(structuredClone(emptyProjectDocument));
  const theirs = shared.of(structuredClone(emptyProjectDocument));
  const other = shared.of({ ...emptyProjectDocument, services: { ...services, oauth2 } });
  expect(theirs).toBe(mine);
  expect(other.accessTokenLifetimeSeconds).toBe(300);
  expect(mine.accessTokenLifetimeSeconds).toBe(3600);
  expect(Reflect.set(mine, 'accessTokenLifetimeSeconds', 1)).toBe(false);
  expect(Reflect.set(mine.limits, 'perClient', 1)).toBe(false);
});
