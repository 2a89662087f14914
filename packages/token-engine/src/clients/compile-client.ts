// From stored metadata to what the hot path reads. Done once, when a client enters the cache.

import {
  type ClientMetadata,
  clientAuthenticationMethods,
  maxAccessTokenLifetimeSeconds,
  maxRefreshTokenLifetimeSeconds,
  type ProjectSettings,
  parseClientId,
  parseDurationSeconds,
} from '@gatehouse/protocol';
import type { SecretHash } from '../ports/secrets.ts';
import type { Client, RequestMetadata } from './client.ts';

/** @returns undefined for a row that this release cannot read: it is then as good as unknown. */
export function compileClient(
  row: {
    clientId: string;
    metadata: ClientMetadata;
    secretHashes: readonly SecretHash[];
    epoch: number;
    isSelfRegistered: boolean;
  },
  settings: ProjectSettings,
): Client | undefined {
  const { metadata } = row;
  const clientId = parseClientId(row.clientId);
  const method = clientAuthenticationMethods.find(
    (known) => known === metadata.token_endpoint_auth_method,
  );
  if (clientId === undefined || method === undefined) return undefined;
  return {
    clientId,
    name: metadata.client_name,
    isPublic: method === 'none',
    authenticationMethod: method,
    requiresRegisteredMethod: metadata.strict_client_authentication,
    isSelfRegistered: row.isSelfRegistered,
    skipsConsent: metadata.skip_consent && !row.isSelfRegistered,
    secretHashes: limitSecrets(row.secretHashes, metadata.client_secret_expires_at),
    grantTypes: new Set(metadata.grant_types),
    scope: new Set(metadata.scope.split(' ').filter((name) => name !== '')),
    audience: new Set(metadata.audience),
    accessTokenStrategy: compileStrategy(metadata, settings),
    lifetimes: compileLifetimes(metadata, settings),
    epoch: row.epoch,
    metadata: pickRequestMetadata(metadata),
  };
}

function pickRequestMetadata(metadata: ClientMetadata): RequestMetadata {
  return {
    allowed_cors_origins: metadata.allowed_cors_origins,
    client_uri: metadata.client_uri,
    logo_uri: metadata.logo_uri,
    policy_uri: metadata.policy_uri,
    post_logout_redirect_uris: metadata.post_logout_redirect_uris,
    redirect_uris: metadata.redirect_uris,
    require_pkce: metadata.require_pkce,
    response_types: metadata.response_types,
    tos_uri: metadata.tos_uri,
  };
}

function compileLifetimes(
  metadata: ClientMetadata,
  settings: ProjectSettings,
): Client['lifetimes'] {
  const read = (
    lifespan: string | null,
    fallback: number,
    max = maxAccessTokenLifetimeSeconds,
  ): number =>
    Math.min((lifespan === null ? undefined : parseDurationSeconds(lifespan)) ?? fallback, max);
  const {
    accessTokenLifetimeSeconds: access,
    idTokenLifetimeSeconds: id,
    refreshTokenLifetimeSeconds: refresh,
  } = settings;
  return {
    client_credentials: {
      accessTokenSeconds: read(metadata.client_credentials_grant_access_token_lifespan, access),
      idTokenSeconds: id,
      refreshTokenSeconds: refresh,
    },
    jwt_bearer: {
      accessTokenSeconds: read(metadata.jwt_bearer_grant_access_token_lifespan, access),
      idTokenSeconds: id,
      refreshTokenSeconds: refresh,
    },
    authorization_code: {
      accessTokenSeconds: read(metadata.authorization_code_grant_access_token_lifespan, access),
      idTokenSeconds: read(metadata.authorization_code_grant_id_token_lifespan, id),
      refreshTokenSeconds: read(
        metadata.authorization_code_grant_refresh_token_lifespan,
        refresh,
        maxRefreshTokenLifetimeSeconds,
      ),
    },
    device_code: {
      accessTokenSeconds: read(metadata.device_authorization_grant_access_token_lifespan, access),
      idTokenSeconds: read(metadata.device_authorization_grant_id_token_lifespan, id),
      refreshTokenSeconds: read(
        metadata.device_authorization_grant_refresh_token_lifespan,
        refresh,
        maxRefreshTokenLifetimeSeconds,
      ),
    },
    refresh_token: {
      accessTokenSeconds: read(metadata.refresh_token_grant_access_token_lifespan, access),
      idTokenSeconds: read(metadata.refresh_token_grant_id_token_lifespan, id),
      refreshTokenSeconds: read(
        metadata.refresh_token_grant_refresh_token_lifespan,
        refresh,
        maxRefreshTokenLifetimeSeconds,
      ),
    },
  };
}

function compileStrategy(
  metadata: ClientMetadata,
  settings: ProjectSettings,
): Client['accessTokenStrategy'] {
  if (metadata.access_token_strategy === '') return settings.accessTokenStrategy;
  return metadata.access_token_strategy === 'jwt' ? 'jwt' : 'sealed';
}

/** RFC 7591 section 3.2.1: a secret past `client_secret_expires_at` authenticates nobody; 0 means never. */
function limitSecrets(
  hashes: readonly SecretHash[],
  expiresAtSeconds: number,
): readonly SecretHash[] {
  if (expiresAtSeconds === 0) return hashes;
  return hashes.map((hash) => ({
    ...hash,
    expiresAtSeconds: Math.min(hash.expiresAtSeconds ?? Number.POSITIVE_INFINITY, expiresAtSeconds),
  }));
}
