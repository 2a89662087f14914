import type { GrantId, IdentityId, SessionId } from '@gatehouse/protocol';

/** The presented single-use artefact that pays for an issuance. Hashes are keyed and bound to the project. */
export type Redemption =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'authorization_code' | 'device_code';
      readonly codeHash: Uint8Array;
      readonly bucket: number;
    }
  | {
      /** A JWT of somebody else's (RFC 7523): seen here for the first time, or a replay. */
      readonly kind: 'assertion';
      readonly assertionHash: Uint8Array;
      /** The day in which it expires. */
      readonly bucket: number;
      readonly expiresAtSeconds: number;
    };

export interface NewRefreshToken {
  readonly tokenHash: Uint8Array;
  readonly bucket: number;
  readonly scope: readonly string[];
  readonly expiresAtSeconds: number;
}

/** All that one issuance writes. */
export interface IssuanceCommit {
  readonly clientId: string;
  readonly grantId: GrantId | undefined;
  readonly redeem: Redemption;
  readonly refreshToken: NewRefreshToken | undefined;
}

/** One use of a refresh token: what was presented, and what it would become. */
export interface RefreshRotation {
  readonly clientId: string;
  readonly grantId: GrantId;
  readonly presented: { readonly tokenHash: Uint8Array; readonly bucket: number };
  readonly successor: NewRefreshToken;
  /** The successor's value, sealed under the presented one. */
  readonly successorSealed: Uint8Array;
}

/**
 * `repeated`: the same token again within the grace, before its successor was used: the answer is the
 * successor that the first use stored. Anything else that comes second is `already_redeemed`.
 */
export type RotationOutcome =
  | { readonly outcome: CommitOutcome }
  | { readonly outcome: 'repeated'; readonly successorSealed: Uint8Array };

export type CommitOutcome = 'committed' | 'already_redeemed' | 'expired' | 'revoked';

/** An authorization code when it is issued, with the grant that it stands for. */
export interface NewAuthorizationCode {
  readonly codeHash: Uint8Array;
  readonly bucket: number;
  readonly expiresAtSeconds: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly grant: {
    readonly grantId: GrantId;
    readonly clientId: string;
    /** undefined: a subject of the project's own pages that is no identity here. */
    readonly identityId: IdentityId | undefined;
    readonly sessionId: SessionId | undefined;
    readonly scope: readonly string[];
    readonly audience: readonly string[];
    readonly claims: Readonly<Record<string, unknown>>;
    readonly expiresAtSeconds: number;
  };
}

/** The only port through which an issuance writes, within one project. */
export interface IssuanceStore {
  /**
   * Redeems and writes in one transaction, all or nothing, and resolves after the commit. Of any number
   * of concurrent callers with the same redemption exactly one sees `committed`, within one batch too.
   * `redeem: nothing` without a refresh token writes nothing and does not touch the database.
   */
  commit(commit: IssuanceCommit): Promise<CommitOutcome>;
  /**
   * Uses a refresh token by compare-and-set and stores its successor, in one transaction. Exactly one of
   * concurrent callers sees `committed`; the others, within the grace, `repeated` with its successor.
   */
  rotateRefreshToken(rotation: RefreshRotation): Promise<RotationOutcome>;
  /** Stores a code and its grant. */
  addAuthorizationCode(code: NewAuthorizationCode): Promise<void>;
}
