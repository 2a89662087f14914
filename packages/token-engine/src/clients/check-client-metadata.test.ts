import { expect, test } from 'vitest';
import { checkClientLifespans, checkClientMetadata } from './check-client-metadata.ts';

const context = { defaultScope: 'offline_access offline openid' };
const check = (input: unknown) => checkClientMetadata(input, context);

test('an empty document becomes a complete client with secure defaults', () => {
  expect(check({})).toMatchObject({
    grant_types: ['authorization_code'],
    response_types: ['code'],
    scope: 'offline_access offline openid',
    token_endpoint_auth_method: 'client_secret_basic',
    subject_type: 'public',
    skip_consent: false,
    access_token_strategy: '',
  });
});

test('empty strings and null mean "not given", as the CLI of Ory sends them', () => {
  const document = {
    jwks_uri: '',
    logo_uri: null,
    access_token_strategy: '',
    scope: '',
    owner: '',
    jwks: {},
  };
  expect(() => check({ ...document, jwks: undefined })).not.toThrow();
  expect(check({ ...document, jwks: undefined })).toEqual(check({}));
});

test('public clients always use PKCE', () => {
  expect(check({ token_endpoint_auth_method: 'none' }).require_pkce).toBe(true);
});

test.each([
  ['grant_types', ['password']],
  ['grant_types', ['make_me_admin']],
  ['response_types', ['everything']],
  ['token_endpoint_auth_method', 'tls_client_auth'],
  ['access_token_strategy', 'paseto'],
  ['scope', 'a"b'],
  ['redirect_uris', 'https://a.example/cb'],
  ['redirect_uris', ['https://a.example/cb#x']],
  ['client_name', 'x'.repeat(65)],
  ['client_name', 'Goo\u200bgle'],
  ['client_name', 'elgooG\u202e'],
  ['client_name', 'two\nlines'],
  ['contacts', [1]],
  ['audience', Array.from({ length: 101 }, (_, n) => `a${n}`)],
  ['metadata', 'text'],
  ['metadata', { x: 'y'.repeat(20_000) }],
  ['jwks', { keys: [{ kty: 'RSA', kid: 'a', d: 'secret' }] }],
  ['jwks', { keys: [{ kty: 'oct', kid: 'a', k: 'secret' }] }],
  ['skip_consent', 'yes'],
  ['client_secret_expires_at', -1],
  ['client_credentials_grant_access_token_lifespan', 'tomorrow'],
])('%s = %j is refused and named', (field, value) => {
  expect(() => check({ [field]: value })).toThrow(expect.objectContaining({ field }));
});

test.each([null, [], 'text', 3])('%j is no client', (input) => {
  expect(() => check(input)).toThrow(/JSON object/);
});

test('what nobody knows is dropped', () => {
  const checked = check(
    JSON.parse('{"__proto__":{"admin":true},"project_id":"x","client_id":"y"}'),
  );
  expect(checked).not.toHaveProperty('admin');
  expect(checked).not.toHaveProperty('project_id');
  expect(checked).not.toHaveProperty('client_id');
});

test('lifespans alone: null means the default of the project', () => {
  expect(
    checkClientLifespans({ client_credentials_grant_access_token_lifespan: '1h30m' }),
  ).toMatchObject({
    client_credentials_grant_access_token_lifespan: '1h30m0s',
    refresh_token_grant_id_token_lifespan: null,
  });
});
