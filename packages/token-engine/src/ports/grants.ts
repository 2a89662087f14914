import type { GrantId, IdentityId, SessionId } from '@gatehouse/protocol';
import type { EpochFact } from './liveness.ts';
import type { SingleUseKey } from './single-use-values.ts';

/** How and when the person behind a grant was authenticated, and what their consent adds to tokens. */
export interface GrantClaims {
  readonly subject: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly authenticatedAtSeconds: number;
  /** `sid` of ID tokens: the session in which it was granted, also where the grant outlives it. */
  readonly sessionId: string | undefined;
  /** Further claims of the ID token and of the access token, as the accepting page gave them. */
  readonly idToken: Readonly<Record<string, unknown>>;
  readonly accessToken: Readonly<Record<string, unknown>>;
}

/** A grant with the epochs of all that it hangs on, as the primary database has them now. */
export interface GrantFacts {
  readonly grantId: GrantId;
  readonly clientId: string;
  readonly identityId: IdentityId | undefined;
  readonly sessionId: SessionId | undefined;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly claims: GrantClaims;
  readonly expiresAtSeconds: number;
  readonly epoch: EpochFact;
  readonly identity: EpochFact | undefined;
  readonly session: EpochFact | undefined;
}

export interface AuthorizationCodeFacts {
  readonly clientId: string;
  readonly expiresAtSeconds: number;
  readonly redirectUri: string;
  readonly namesRedirectUri: boolean;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
  readonly grant: GrantFacts;
}

export interface RefreshTokenFacts {
  readonly clientId: string;
  /** Whether it has a successor. */
  readonly isRedeemed: boolean;
  readonly scope: readonly string[];
  readonly expiresAtSeconds: number;
  readonly grant: GrantFacts;
}

/** Codes and refresh tokens with their grants, within one project, from the primary database in one batched round trip. */
export interface Grants {
  loadCode(key: SingleUseKey): Promise<AuthorizationCodeFacts | undefined>;
  loadRefreshToken(key: SingleUseKey): Promise<RefreshTokenFacts | undefined>;
}
