// The rules for client metadata, once for the management API, /admin/clients and registration: RFC 7591
// section 2, OpenID Connect Registration section 2, and what Ory adds. From untrusted JSON to a complete
// document; what is unknown is dropped.

import {
  type ClientMetadata,
  clientLifespanNames,
  formatDuration,
  parseDurationSeconds,
} from '@gatehouse/protocol';
import { clientAuthTable } from '../client-auth/client-auth-table.ts';
import { parseScopeNames } from '../parameters/scope.ts';
import { checkClientName } from './check-client-name.ts';
import { checkGrantTypes, checkResponseTypes } from './check-grant-types.ts';
import { checkJwks } from './check-jwks.ts';
import { checkOrigin, checkRedirectUri, checkWebUri } from './check-uri.ts';
import { ClientMetadataError } from './client-metadata-error.ts';
import { MetadataReader } from './metadata-reader.ts';

const maxMetadataLength = 16_384;

/** Throws ClientMetadataError, which names the member and says what is wrong with it. */
export function checkClientMetadata(
  input: unknown,
  context: { defaultScope: string },
): ClientMetadata {
  const reader = MetadataReader.over(input);
  const method = checkAuthenticationMethod(reader);
  const isPublic = method === 'none';
  const web = (field: string) => checkWebUri(field, reader.text(field));
  return {
    ...checkLifespans(reader),
    access_token_strategy: checkOneOf(reader, 'access_token_strategy', ['', 'opaque', 'jwt']),
    allowed_cors_origins: reader
      .list('allowed_cors_origins')
      .map((origin) => checkOrigin('allowed_cors_origins', origin)),
    audience: reader.list('audience'),
    backchannel_logout_session_required: reader.boolean(
      'backchannel_logout_session_required',
      false,
    ),
    backchannel_logout_uri: web('backchannel_logout_uri'),
    client_name: checkClientName(reader.text('client_name')),
    client_secret_expires_at: checkSecretExpiry(reader),
    client_uri: web('client_uri'),
    contacts: reader.list('contacts'),
    frontchannel_logout_session_required: reader.boolean(
      'frontchannel_logout_session_required',
      false,
    ),
    frontchannel_logout_uri: web('frontchannel_logout_uri'),
    grant_types: checkGrantTypes(reader),
    jwks: checkJwks(reader),
    jwks_uri: web('jwks_uri'),
    logo_uri: web('logo_uri'),
    metadata: checkFreeMetadata(reader),
    owner: reader.text('owner'),
    policy_uri: web('policy_uri'),
    post_logout_redirect_uris: reader
      .list('post_logout_redirect_uris')
      .map((uri) => checkRedirectUri(uri, { isPublic }, 'post_logout_redirect_uris')),
    redirect_uris: reader.list('redirect_uris').map((uri) => checkRedirectUri(uri, { isPublic })),
    request_object_signing_alg: reader.text('request_object_signing_alg'),
    request_uris: reader.list('request_uris').map((uri) => checkWebUri('request_uris', uri)),
    require_pkce: isPublic || reader.boolean('require_pkce', false),
    response_types: checkResponseTypes(reader),
    scope: checkScope(reader, context.defaultScope),
    sector_identifier_uri: web('sector_identifier_uri'),
    skip_consent: reader.boolean('skip_consent', false),
    skip_logout_consent:
      reader.value('skip_logout_consent') === undefined
        ? null
        : reader.boolean('skip_logout_consent', false),
    strict_client_authentication: reader.boolean('strict_client_authentication', false),
    subject_type: checkOneOf(reader, 'subject_type', ['public', 'pairwise']),
    token_endpoint_auth_method: method,
    token_endpoint_auth_signing_alg: reader.text('token_endpoint_auth_signing_alg'),
    tos_uri: web('tos_uri'),
    userinfo_signed_response_alg: checkOneOf(reader, 'userinfo_signed_response_alg', [
      'none',
      'RS256',
    ]),
  };
}

/** @returns the member, or the first of the values where it is not given. */
function checkOneOf<const Values extends readonly [string, ...string[]]>(
  reader: MetadataReader,
  field: string,
  values: Values,
): Values[number] {
  const text = reader.text(field);
  if (text === '') return values[0];
  const known = values.find((value) => value === text);
  if (known === undefined) {
    throw new ClientMetadataError(
      field,
      `${field} is one of ${values.filter((v) => v !== '').join(', ')}.`,
    );
  }
  return known;
}

function checkAuthenticationMethod(reader: MetadataReader): string {
  const methods = clientAuthTable.map((entry) => entry.method);
  const text = reader.text('token_endpoint_auth_method');
  if (text === '') return 'client_secret_basic';
  if (!methods.some((method) => method === text)) {
    throw new ClientMetadataError(
      'token_endpoint_auth_method',
      `token_endpoint_auth_method is one of ${methods.join(', ')}.`,
    );
  }
  return text;
}

function checkScope(reader: MetadataReader, defaultScope: string): string {
  const text = reader.text('scope') || defaultScope;
  const names = parseScopeNames(text);
  if (names === undefined) {
    throw new ClientMetadataError(
      'scope',
      'scope is a list of at most 100 names, separated by spaces.',
    );
  }
  return names.join(' ');
}

function checkSecretExpiry(reader: MetadataReader): number {
  const value = reader.value('client_secret_expires_at') ?? 0;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ClientMetadataError(
      'client_secret_expires_at',
      'client_secret_expires_at is a time in seconds since 1970, or 0 for never.',
    );
  }
  return value;
}

function checkFreeMetadata(reader: MetadataReader): Readonly<Record<string, unknown>> {
  const metadata = reader.object('metadata') ?? {};
  if (JSON.stringify(metadata).length > maxMetadataLength) {
    throw new ClientMetadataError(
      'metadata',
      `metadata has at most ${maxMetadataLength} characters of JSON.`,
    );
  }
  return metadata;
}

type Lifespans = Pick<ClientMetadata, (typeof clientLifespanNames)[number]>;

/** Lifespans alone, as `PUT /admin/clients/{id}/lifespans` sets them; null means the project's default. */
export function checkClientLifespans(input: unknown): Lifespans {
  return checkLifespans(MetadataReader.over(input));
}

function checkLifespans(reader: MetadataReader): Lifespans {
  const entries = clientLifespanNames.map((name) => {
    const text = reader.text(name);
    if (text === '') return [name, null] as const;
    const seconds = parseDurationSeconds(text);
    if (seconds === undefined) {
      throw new ClientMetadataError(
        name,
        `${name} is a duration of at least one second, such as 1h30m.`,
      );
    }
    // Written as Go prints it, so that whoever compares with Ory's answers sees no difference.
    return [name, formatDuration(seconds)] as const;
  });
  return Object.fromEntries(entries) as Lifespans;
}
