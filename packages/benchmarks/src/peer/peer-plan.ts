// What the peer is told by its parent, and what is fixed on both sides.

/** In PostgreSQL with its clients there too, or in memory with nothing stored. */
export type PeerStorage =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'memory' };

export interface PeerPlan {
  readonly port: number;
  readonly storage: PeerStorage;
  /** Rows of other access tokens beside which those that are measured are found. */
  readonly fillerRows: number;
}

export const peerClient = { clientId: 'measured', clientSecret: 'x'.repeat(49) };
export const peerAccountId = 'ann';

export type PeerRequest = { readonly mintCodes: number };
export type PeerReply = { readonly codes: readonly string[] };
