import type { GrantId } from '@gatehouse/protocol';
import type { TokenReference } from './liveness.ts';

/** Revoking, within one project. Each call resolves after its commit; a storage fault throws StoreUnavailable. */
export interface Revocations {
  /** Remembers one access token as revoked until it would have expired. Idempotent. */
  denylist(token: TokenReference): Promise<void>;
  /** Ends a grant with every token of its family and of its descendants. Idempotent. */
  revokeGrant(grantId: GrantId): Promise<void>;
  /** Ends every token of a client by raising its epoch. A client that does not exist is no error. */
  revokeClientTokens(clientId: string): Promise<void>;
}
