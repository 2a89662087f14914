// A client compiled for the hot path: parsed once when it enters the cache, read by every request.

import type {
  AccessTokenStrategy,
  ClientAuthenticationMethod,
  ClientId,
  ClientMetadata,
} from '@gatehouse/protocol';
import type { SecretHash } from '../ports/secrets.ts';

/** How long tokens live that a grant type issues to one client. */
export interface TokenLifetimes {
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

export type LifetimeGrantType =
  | 'client_credentials'
  | 'authorization_code'
  | 'refresh_token'
  | 'jwt_bearer'
  | 'device_code';

/** What requests read of a client's metadata as it stands. */
export type RequestMetadata = Pick<
  ClientMetadata,
  | 'allowed_cors_origins'
  | 'client_uri'
  | 'logo_uri'
  | 'policy_uri'
  | 'post_logout_redirect_uris'
  | 'redirect_uris'
  | 'require_pkce'
  | 'response_types'
  | 'tos_uri'
>;

export interface Client {
  readonly clientId: ClientId;
  readonly name: string;
  /** A public client (RFC 6749 section 2.1) authenticates with nothing. */
  readonly isPublic: boolean;
  readonly authenticationMethod: ClientAuthenticationMethod;
  /** Only the registered method counts; otherwise basic and post are one. */
  readonly requiresRegisteredMethod: boolean;
  /** It registered itself (RFC 7591): nobody vouches for it, so its users are asked each time. */
  readonly isSelfRegistered: boolean;
  readonly skipsConsent: boolean;
  readonly secretHashes: readonly SecretHash[];
  readonly grantTypes: ReadonlySet<string>;
  readonly scope: ReadonlySet<string>;
  readonly audience: ReadonlySet<string>;
  readonly accessTokenStrategy: AccessTokenStrategy;
  readonly lifetimes: Readonly<Record<LifetimeGrantType, TokenLifetimes>>;
  /** The revocation epoch that tokens issued to it now will carry. */
  readonly epoch: number;
  readonly metadata: RequestMetadata;
}
