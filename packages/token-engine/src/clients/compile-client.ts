// From stored metadata to what the hot path reads. Done once, when a client enters the cache.

import {
  type ClientMetadata,
  clientAuthenticationMethods,
  maxAccessTokenLifetimeSeconds,
  type ProjectSettings,
  parseClientId,
  parseDurationSeconds,
} from '@gatehouse/protocol';
import type { SecretHash } from '../ports/secrets.ts';
import type { Client } from './client.ts';

/** @returns undefined for a row that this release cannot read: it is then as good as unknown. */
export function compileClient(
  row: {
    clientId: string;
    metadata: ClientMetadata;
    secretHashes: readonly SecretHash[];
    epoch: number;
  },
  settings: ProjectSettings,
): Client | undefined {
  const { metadata } = row;
  const clientId = parseClientId(row.clientId);
  const method = clientAuthenticationMethods.find(
    (known) => known === metadata.token_endpoint_auth_method,
  );
  if (clientId === undefined || method === undefined) return undefined;
  const lifespan = metadata.client_credentials_grant_access_token_lifespan;
  return {
    clientId,
    name: metadata.client_name,
    isPublic: method === 'none',
    authenticationMethod: method,
    requiresRegisteredMethod: metadata.strict_client_authentication,
    secretHashes: limitSecrets(row.secretHashes, metadata.client_secret_expires_at),
    grantTypes: new Set(metadata.grant_types),
    scope: new Set(metadata.scope.split(' ').filter((name) => name !== '')),
    audience: new Set(metadata.audience),
    accessTokenStrategy: compileStrategy(metadata, settings),
    clientCredentialsLifetimeSeconds: Math.min(
      (lifespan === null ? undefined : parseDurationSeconds(lifespan)) ??
        settings.accessTokenLifetimeSeconds,
      maxAccessTokenLifetimeSeconds,
    ),
    epoch: row.epoch,
    metadata,
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
