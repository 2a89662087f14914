import type { AuthenticationMethod, Session, SessionFacts } from '@gatehouse/identity-engine';
import { parseSessionId, type SessionId } from '@gatehouse/protocol';
import type { Session as SessionRow } from '../generated/client.ts';
import { readSeconds } from './seconds.ts';
import { readIdentityId, readJson } from './stored-values.ts';

export type StoredSession = Omit<SessionRow, 'projectId' | 'tokenHash'>;

// A row whose epoch is missing is nobody's session any more.
export const noEpoch: SessionFacts['epochs']['session'] = { epoch: 0, isActive: false };

export function readSession(row: StoredSession): Session {
  return {
    sessionId: readSessionId(row.sessionId),
    identityId: readIdentityId(row.identityId),
    issuedAtSeconds: readSeconds(row.issuedAt),
    authenticatedAtSeconds: readSeconds(row.authenticatedAt),
    methods: readJson<AuthenticationMethod[]>(row.methods),
    expiresAtSeconds: readSeconds(row.expiresAt),
    idleExpiresAtSeconds: readSeconds(row.idleExpiresAt),
    endedAtSeconds: row.endedAt === null ? undefined : readSeconds(row.endedAt),
    device: { address: row.address ?? undefined, userAgent: row.userAgent ?? undefined },
  };
}

function readSessionId(stored: string): SessionId {
  const sessionId = parseSessionId(stored);
  if (sessionId === undefined) throw new Error('The column session_id holds no session id.');
  return sessionId;
}
