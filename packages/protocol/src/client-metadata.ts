// The wire form of a client: every field of Ory's OAuth2Client. snake_case because it is the wire.

import type { PublicJwk } from './jwk.ts';

/** Per-grant token lifetimes, as Go durations; null means the project's default. */
export interface ClientLifespans {
  authorization_code_grant_access_token_lifespan: string | null;
  authorization_code_grant_id_token_lifespan: string | null;
  authorization_code_grant_refresh_token_lifespan: string | null;
  client_credentials_grant_access_token_lifespan: string | null;
  device_authorization_grant_access_token_lifespan: string | null;
  device_authorization_grant_id_token_lifespan: string | null;
  device_authorization_grant_refresh_token_lifespan: string | null;
  implicit_grant_access_token_lifespan: string | null;
  implicit_grant_id_token_lifespan: string | null;
  jwt_bearer_grant_access_token_lifespan: string | null;
  refresh_token_grant_access_token_lifespan: string | null;
  refresh_token_grant_id_token_lifespan: string | null;
  refresh_token_grant_refresh_token_lifespan: string | null;
}

export const clientLifespanNames = [
  'authorization_code_grant_access_token_lifespan',
  'authorization_code_grant_id_token_lifespan',
  'authorization_code_grant_refresh_token_lifespan',
  'client_credentials_grant_access_token_lifespan',
  'device_authorization_grant_access_token_lifespan',
  'device_authorization_grant_id_token_lifespan',
  'device_authorization_grant_refresh_token_lifespan',
  'implicit_grant_access_token_lifespan',
  'implicit_grant_id_token_lifespan',
  'jwt_bearer_grant_access_token_lifespan',
  'refresh_token_grant_access_token_lifespan',
  'refresh_token_grant_id_token_lifespan',
  'refresh_token_grant_refresh_token_lifespan',
] as const satisfies readonly (keyof ClientLifespans)[];

/** What is stored of a client: the wire form without id, secret and times. Checked, complete, defaults filled in. */
export interface ClientMetadata extends ClientLifespans {
  access_token_strategy: '' | 'opaque' | 'jwt';
  allowed_cors_origins: readonly string[];
  audience: readonly string[];
  backchannel_logout_session_required: boolean;
  backchannel_logout_uri: string;
  client_name: string;
  client_secret_expires_at: number;
  client_uri: string;
  contacts: readonly string[];
  frontchannel_logout_session_required: boolean;
  frontchannel_logout_uri: string;
  grant_types: readonly string[];
  jwks: { readonly keys: readonly PublicJwk[] } | null;
  jwks_uri: string;
  logo_uri: string;
  metadata: Readonly<Record<string, unknown>>;
  owner: string;
  policy_uri: string;
  post_logout_redirect_uris: readonly string[];
  redirect_uris: readonly string[];
  request_object_signing_alg: string;
  request_uris: readonly string[];
  /** Gatehouse's own: PKCE demanded of a confidential client too (RFC 7636). */
  require_pkce: boolean;
  response_types: readonly string[];
  scope: string;
  sector_identifier_uri: string;
  skip_consent: boolean;
  skip_logout_consent: boolean | null;
  /** Gatehouse's own: only the registered authentication method is accepted, basic and post not being one. */
  strict_client_authentication: boolean;
  subject_type: 'public' | 'pairwise';
  token_endpoint_auth_method: string;
  token_endpoint_auth_signing_alg: string;
  tos_uri: string;
  userinfo_signed_response_alg: string;
}

/** A client as a response shows it. `client_secret` only where it was just made. */
export interface ClientDocument extends ClientMetadata {
  client_id: string;
  client_secret?: string;
  created_at: string;
  updated_at: string;
}
