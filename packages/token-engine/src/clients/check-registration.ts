// What a client may say of itself when nobody has looked at it: RFC 7591 section 2. The rules are those of every
// client; of the document only the members of the specifications are read, so that what an administrator decides
// (consent, audience, lifetimes, origins) stays out of its reach.

import type { ClientMetadata, RegistrationSettings } from '@gatehouse/protocol';
import { isScopeAllowed } from '../parameters/scope.ts';
import { checkClientMetadata } from './check-client-metadata.ts';
import { checkFetchedUri } from './check-uri.ts';
import { ClientMetadataError } from './client-metadata-error.ts';
import { MetadataReader } from './metadata-reader.ts';

/** What a client may say of itself, and is told of itself. */
const registrableMembers = [
  'backchannel_logout_session_required',
  'backchannel_logout_uri',
  'client_name',
  'client_uri',
  'contacts',
  'frontchannel_logout_session_required',
  'frontchannel_logout_uri',
  'grant_types',
  'jwks',
  'jwks_uri',
  'logo_uri',
  'policy_uri',
  'post_logout_redirect_uris',
  'redirect_uris',
  'require_pkce',
  'response_types',
  'scope',
  'token_endpoint_auth_method',
  'tos_uri',
] as const satisfies readonly (keyof ClientMetadata)[];

/** Fetched by a server or by whoever reads a page: never inside somebody's network (attack 78). */
const fetchedMembers = ['jwks_uri', 'logo_uri', 'backchannel_logout_uri'] as const;

export interface RegistrationPolicy {
  readonly defaultScope: string;
  readonly registration: RegistrationSettings;
}

/** @returns what is stored of the client. Throws ClientMetadataError. */
export function checkRegistration(input: unknown, policy: RegistrationPolicy): ClientMetadata {
  const metadata = checkClientMetadata(pickRegistrable(input), policy);
  checkAllowed(metadata, policy.registration);
  checkRedirection(metadata);
  for (const field of fetchedMembers) checkFetchedUri(field, metadata[field]);
  if (metadata.jwks !== null && metadata.jwks_uri !== '') {
    throw new ClientMetadataError('jwks', 'jwks and jwks_uri exclude each other.');
  }
  return metadata;
}

/** @returns what is stored after a change: of `registered` only what a client may say of itself, all else as it was. */
export function keepUnregistrable(
  stored: ClientMetadata,
  registered: ClientMetadata,
): ClientMetadata {
  const own = Object.fromEntries(registrableMembers.map((name) => [name, registered[name]]));
  return { ...stored, ...own };
}

/**
 * @returns what a client is told that it has registered: what is unset is left out. To a client library a member
 *   is a fact, whatever stands in it.
 */
export function showRegistration(metadata: ClientMetadata): Partial<ClientMetadata> {
  const isSet = (name: (typeof registrableMembers)[number]) => {
    const value = metadata[name];
    return value !== '' && value !== null && !(Array.isArray(value) && value.length === 0);
  };
  return Object.fromEntries(registrableMembers.filter(isSet).map((name) => [name, metadata[name]]));
}

function pickRegistrable(input: unknown): Readonly<Record<string, unknown>> {
  const reader = MetadataReader.over(input);
  const picked = Object.fromEntries(registrableMembers.map((name) => [name, reader.value(name)]));
  const grants = reader.list('grant_types', ['authorization_code']);
  return {
    ...picked,
    // RFC 7591 section 2.1: response types go with the grant that has them.
    response_types:
      picked['response_types'] ?? (grants.includes('authorization_code') ? ['code'] : []),
    // Unknown clients use PKCE like public ones, unless they say that they cannot.
    require_pkce: picked['require_pkce'] ?? true,
  };
}

function checkAllowed(
  { grant_types, response_types, scope }: ClientMetadata,
  registration: RegistrationSettings,
): void {
  const grant = grant_types.find((name) => !registration.grantTypes.includes(name));
  if (grant !== undefined) {
    throw new ClientMetadataError(
      'grant_types',
      `grant_types: clients cannot register themselves for ${grant}; allowed: ${registration.grantTypes.join(', ')}.`,
    );
  }
  const response = response_types.find((name) => name !== 'code');
  if (response !== undefined) {
    throw new ClientMetadataError(
      'response_types',
      `response_types: ${response} is not supported; use code.`,
    );
  }
  const allowed = new Set(registration.scope);
  const name = scope.split(' ').find((one) => one !== '' && !isScopeAllowed(one, allowed));
  if (name !== undefined) {
    throw new ClientMetadataError(
      'scope',
      `scope: clients cannot register themselves for ${name}; allowed: ${registration.scope.join(' ')}.`,
    );
  }
}

function checkRedirection({ grant_types, response_types, redirect_uris }: ClientMetadata): void {
  const hasGrant = grant_types.includes('authorization_code');
  if (hasGrant !== response_types.includes('code')) {
    throw new ClientMetadataError(
      'response_types',
      'response_types and grant_types: code and authorization_code go together.',
    );
  }
  if (hasGrant && redirect_uris.length === 0) {
    throw new ClientMetadataError(
      'redirect_uris',
      'redirect_uris: a client that uses authorization_code registers at least one.',
    );
  }
}
