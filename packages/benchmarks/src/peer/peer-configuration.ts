import { generateKeyPairSync } from 'node:crypto';
import type { ClientMetadata, Configuration } from 'oidc-provider';
import { redirectUri, webScope } from '../product/measured-values.ts';
import { peerClient } from './peer-plan.ts';
import type { PeerStore } from './postgres-adapter.ts';

export const clientMetadata: ClientMetadata = {
  client_id: peerClient.clientId,
  client_secret: peerClient.clientSecret,
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code'],
  redirect_uris: [redirectUri],
  scope: `${webScope} read`,
  id_token_signed_response_alg: 'ES256',
};

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const common: Configuration = {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
  scopes: [...webScope.split(' '), 'read'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => false },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  cookies: { keys: ['benchmark'] },
  ttl: {
    AccessToken: 3600,
    AuthorizationCode: 600,
    ClientCredentials: 3600,
    Grant: 90 * 86_400,
    IdToken: 3600,
    RefreshToken: 30 * 86_400,
  },
};

const features = {
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  introspection: { enabled: true, allowedPolicy: () => true },
};

export function configureForPostgres(store: PeerStore): Configuration {
  return {
    ...common,
    features,
    adapter: store.adapter,
    async findAccount(_context, accountId) {
      const claims = await store.loadClaims(accountId);
      return claims && { accountId, claims: () => ({ sub: accountId, ...claims }) };
    },
  };
}

/** Access tokens are ES256 JWTs, of which nothing is stored. */
export function configureForMemory(): Configuration {
  return {
    ...common,
    clients: [clientMetadata],
    features: {
      ...features,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:benchmark',
        getResourceServerInfo: () => ({
          scope: 'read write',
          accessTokenTTL: 3600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}
