import type { LivenessQuery } from '@gatehouse/token-engine/ports';

/** Asks for the epochs that new tokens will carry: those of installation, project and client. */
export function queryWithoutToken(clientId: string): LivenessQuery {
  return {
    clientId,
    identityId: undefined,
    sessionId: undefined,
    grantId: undefined,
    token: { tokenId: new Uint8Array(), bucket: 0 },
  };
}
