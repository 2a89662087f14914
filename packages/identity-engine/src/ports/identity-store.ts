import type { IdentityId, SessionId } from '@gatehouse/protocol';
import type { AttemptCounters, AttemptKeys } from '../attempts/decide-attempt.ts';
import type { Flow, FlowForm } from '../flows/flow.ts';
import type { LoginPlan } from '../flows/login-plan.ts';
import type { RegistrationPlan } from '../flows/registration-plan.ts';
import type { IdentityRecord, IdentityState } from '../identities/identity-record.ts';
import type { SessionFacts } from '../sessions/session.ts';

/** Who an identifier belongs to. A missing row is a fact, not a verdict. */
export interface PasswordAccount {
  readonly identityId: IdentityId;
  readonly state: IdentityState;
  /** undefined: the identity has no password. */
  readonly passwordHash: string | undefined;
  /** How long a session lives, where their organization has its own mind; absent: as the project says. */
  readonly sessionLifetimeSeconds?: number | undefined;
}

export type LoginCommit =
  | { readonly outcome: 'committed'; readonly facts: SessionFacts }
  /** The flow was completed, or expired, meanwhile. */
  | { readonly outcome: 'flow_closed' }
  /** The identity was deleted or deactivated, or its password changed, meanwhile. */
  | { readonly outcome: 'identity_changed' };

/**
 * The identities of one project. Each call is one transaction and resolves after its commit; a storage
 * fault throws StoreUnavailable.
 */
export interface IdentityStore {
  insertFlow(flow: Flow): Promise<void>;
  findFlow(flowId: string): Promise<Flow | undefined>;
  /** Keeps what the page shows next. @returns false where the flow was completed meanwhile. */
  setFlowForm(flowId: string, form: FlowForm): Promise<boolean>;
  /** Reads the counters as they are now, without a lock. */
  loadAttempts(keys: AttemptKeys): Promise<AttemptCounters>;
  /**
   * Locks both counters, lets `decide` say what they become, and writes that: of any number of parallel
   * callers each sees what those before it have written.
   * @returns what `decide` said, and who the identifier belongs to.
   */
  countAttempt<Verdict extends { readonly counters: AttemptCounters }>(
    attempt: { readonly keys: AttemptKeys; readonly identifier: string },
    decide: (counters: AttemptCounters) => Verdict,
  ): Promise<{ readonly verdict: Verdict; readonly account: PasswordAccount | undefined }>;
  /** Completes the flow, at most once among any number of callers, and writes the session with it. */
  commitLogin(plan: LoginPlan): Promise<LoginCommit>;
  /**
   * Completes the flow, at most once, and writes the identity with its credential and the flow that follows.
   * Of parallel callers with one identifier exactly one sees `committed`. `identifier_taken` writes no
   * identity, but completes the flow and writes the one that follows all the same. In both cases the job that
   * writes to whoever has the address is written too: neither takes longer than the other.
   */
  commitRegistration(
    plan: RegistrationPlan,
  ): Promise<'committed' | 'identifier_taken' | 'flow_closed'>;
  findSession(tokenHash: Uint8Array): Promise<SessionFacts | undefined>;
  /** Sessions of the identity that have not ended or expired, newest first. */
  listSessions(identityId: IdentityId, atSeconds: number): Promise<readonly SessionFacts[]>;
  /** Somebody uses the session: it may stay unused for so long again. */
  extendSession(sessionId: SessionId, idleExpiresAtSeconds: number): Promise<void>;
  /** Ends the session, and with its epoch every token that hangs on it. @returns false where it had ended. */
  endSession(session: {
    sessionId: SessionId;
    identityId: IdentityId;
    atSeconds: number;
  }): Promise<boolean>;
  /** Ends all sessions of the identity but one. @returns how many. */
  endOtherSessions(kept: {
    sessionId: SessionId;
    identityId: IdentityId;
    atSeconds: number;
  }): Promise<number>;
  findIdentity(identityId: IdentityId): Promise<IdentityRecord | undefined>;
}
