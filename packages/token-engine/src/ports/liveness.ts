import type { GrantId, IdentityId, SessionId } from '@gatehouse/protocol';

/** Which facts decide whether a token is live. */
export interface LivenessQuery {
  readonly clientId: string;
  readonly identityId: IdentityId | undefined;
  readonly sessionId: SessionId | undefined;
  readonly grantId: GrantId | undefined;
  readonly token: TokenReference;
}

/** A single access token: its id and the day (since 1970-01-01 UTC) in which it expires. */
export interface TokenReference {
  readonly tokenId: Uint8Array;
  readonly bucket: number;
}

export interface EpochFact {
  readonly epoch: number;
  readonly isActive: boolean;
}

/** What the primary database says now. A missing row is a fact, not a verdict. */
export interface LivenessFacts {
  readonly installation: EpochFact | undefined;
  readonly project: EpochFact | undefined;
  readonly client: EpochFact | undefined;
  readonly identity: EpochFact | undefined;
  readonly session: EpochFact | undefined;
  readonly grant: EpochFact | undefined;
  readonly isDenylisted: boolean;
  /** What the accepting page added to the access tokens of the grant; undefined where it added nothing. */
  readonly accessTokenClaims?: Readonly<Record<string, unknown>> | undefined;
}

/** Liveness facts of one project, always from the primary database, in one batched round trip. */
export interface Liveness {
  /** Reads after the call began; joins only batches that have not been sent. Throws StoreUnavailable on a storage fault. */
  load(query: LivenessQuery): Promise<LivenessFacts>;
}
