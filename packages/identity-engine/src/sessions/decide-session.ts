// How long a session lives: OWASP ASVS 5.0 section 7.3. It ends after a time without use, and in any case
// after its whole lifetime.

import type { IdentityId, IdentitySettings, SessionId } from '@gatehouse/protocol';
import type { Session, SessionDevice } from './session.ts';

export interface SessionStart {
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly nowSeconds: number;
  readonly device: SessionDevice;
}

/** @returns a session that begins now. */
export function buildSession(start: SessionStart, settings: IdentitySettings): Session {
  const { sessionId, identityId, nowSeconds, device } = start;
  const expiresAtSeconds = nowSeconds + settings.sessionLifetimeSeconds;
  return {
    sessionId,
    identityId,
    issuedAtSeconds: nowSeconds,
    authenticatedAtSeconds: nowSeconds,
    methods: [{ method: 'password', completedAtSeconds: nowSeconds }],
    expiresAtSeconds,
    idleExpiresAtSeconds: Math.min(nowSeconds + settings.sessionIdleSeconds, expiresAtSeconds),
    endedAtSeconds: undefined,
    device,
  };
}

// Using a session writes at most this many times in one idle period.
const writesPerIdlePeriod = 24;

/** @returns until when the session may now stay unused, or undefined where that is not worth a write. */
export function decideExtension(
  session: Session,
  settings: IdentitySettings,
  nowSeconds: number,
): number | undefined {
  const { sessionIdleSeconds } = settings;
  const idleExpiresAt = Math.min(nowSeconds + sessionIdleSeconds, session.expiresAtSeconds);
  const gained = idleExpiresAt - session.idleExpiresAtSeconds;
  return gained > sessionIdleSeconds / writesPerIdlePeriod ? idleExpiresAt : undefined;
}
