import { buildProjectSettings, emptyProjectDocument } from '@gatehouse/protocol';
import { expect, test } from 'vitest';
import { checkClientMetadata } from './check-client-metadata.ts';
import { checkRegistration, keepUnregistrable } from './check-registration.ts';

const policy = buildProjectSettings(emptyProjectDocument);
const application = { redirect_uris: ['https://app.example.com/cb'] };
const check = (fields: object) => checkRegistration({ ...application, ...fields }, policy);

test('a client that says little gets the grants that a person decides about, and PKCE', () => {
  expect(check({})).toMatchObject({
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'offline_access offline openid',
    require_pkce: true,
    skip_consent: false,
  });
  expect(check({ require_pkce: false }).require_pkce).toBe(false);
});

test('attack 52: what administrators decide is not read', () => {
  const own = {
    skip_consent: true,
    audience: ['https://api.example.com'],
    access_token_strategy: 'jwt',
    allowed_cors_origins: ['https://evil.example'],
    client_secret_expires_at: 1,
    authorization_code_grant_access_token_lifespan: '720h',
    metadata: { trusted: true },
  };
  expect(check(own)).toEqual(check({}));
});

test("attack 52: a client's change keeps what an administrator set and it cannot register", () => {
  const set = {
    strict_client_authentication: true,
    audience: ['https://api.example.com'],
    allowed_cors_origins: ['https://app.example.com'],
    client_secret_expires_at: 1_900_000_000,
    refresh_token_grant_access_token_lifespan: '5m0s',
    skip_logout_consent: false,
    subject_type: 'pairwise',
    owner: 'ann',
    metadata: { reviewed: true },
  };
  const stored = checkClientMetadata(
    { ...application, ...set, client_name: 'Before', client_uri: 'https://app.example.com/' },
    policy,
  );
  const changed = keepUnregistrable(stored, check({ client_name: 'After', audience: ['x'] }));
  expect(changed).toMatchObject({ ...set, client_name: 'After', client_uri: '' });
});

test.each([
  ['grant_types', { grant_types: ['client_credentials'], redirect_uris: [] }],
  ['grant_types', { grant_types: ['authorization_code', 'password'] }],
  ['response_types', { response_types: ['code', 'token'] }],
  ['response_types', { response_types: [] }],
  ['scope', { scope: 'openid payments:write' }],
  ['redirect_uris', { redirect_uris: [] }],
  ['jwks_uri', { jwks_uri: 'https://192.168.1.1/keys' }],
  ['logo_uri', { logo_uri: 'http://127.0.0.1/logo.png' }],
  ['backchannel_logout_uri', { backchannel_logout_uri: 'https://localhost./out' }],
])('%s is refused in %j', (field, fields) => {
  expect(() => check(fields)).toThrow(expect.objectContaining({ field }));
});

test('no document is no client', () => {
  for (const input of [undefined, null, [], 'client', 1]) {
    expect(() => checkRegistration(input, policy)).toThrow('A client is a JSON object.');
  }
});
