import type { SessionId } from '@gatehouse/protocol';
import type { AttemptCounters, AttemptKeys } from '../attempts/decide-attempt.ts';
import type { Session } from '../sessions/session.ts';

/** All that one successful login writes, in one transaction. */
export interface LoginPlan {
  readonly flowId: string;
  readonly atSeconds: number;
  readonly session: Session;
  /** Keyed hash of the session's token. */
  readonly tokenHash: Uint8Array;
  /**
   * `new`: a session with a new id begins. `renewed`: the browser's session of the same person goes on under
   * a new token, and the old token is worth nothing any more.
   */
  readonly start: 'new' | 'renewed';
  /** The browser's former session, which ends with this login. */
  readonly ends: SessionId | undefined;
  readonly attempt: { readonly keys: AttemptKeys; readonly counters: AttemptCounters };
  /** What the password was compared with; it must still stand there. */
  readonly comparedHash: string;
  /** The same password hashed as it is done today. */
  readonly newHash: string | undefined;
}
