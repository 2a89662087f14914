import type { IdentityId, SessionId } from '@gatehouse/protocol';
import type { AuthorizationRequest } from '../authorization/authorization-request.ts';
import type { NewAuthorizationCode } from './issuance-store.ts';
import type { SingleUseKey } from './single-use-values.ts';

/** The way of a request that has to ask: each stage is left once, by compare-and-set. */
export type AuthorizationStage =
  | 'login'
  | 'login_accepted'
  | 'consent'
  | 'consent_accepted'
  /** A page of the project's own said no; the browser that began has yet to be told. */
  | 'rejected'
  /** It has got its answer. Kept until it would have expired, so that whoever comes late hears that. */
  | 'ended';

/** Who logged in, as the login page said. `sessionId`: the browser session of a hosted login. */
export interface AcceptedLogin {
  readonly subject: string;
  readonly identityId: IdentityId | undefined;
  readonly sessionId: SessionId | undefined;
  readonly authenticatedAtSeconds: number;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly context: Readonly<Record<string, unknown>>;
  /**
   * Seconds that the browser is to be known by this login, 0 as long as it keeps its cookies, undefined not
   * at all. Only pages of the project's own ask for it: the hosted ones have sessions of their own.
   */
  readonly rememberForSeconds?: number | undefined;
}

/** A browser that will be known by a login of the project's own pages. */
export interface NewLoginSession {
  readonly sessionId: SessionId;
  /** Keyed hash of the cookie, bound to the project. */
  readonly tokenHash: Uint8Array;
  readonly login: Omit<AcceptedLogin, 'sessionId' | 'context'>;
  readonly expiresAtSeconds: number;
  /** Hash of the cookie that the browser had: worth nothing any more. Tokens that hang on its session stay. */
  readonly replaces: Uint8Array | undefined;
}

/** What was allowed. */
export interface AcceptedConsent {
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  /** Seconds that the approval is remembered, 0 for ever, undefined not at all. */
  readonly rememberForSeconds: number | undefined;
  readonly idTokenClaims: Readonly<Record<string, unknown>>;
  readonly accessTokenClaims: Readonly<Record<string, unknown>>;
}

/** What a page answered in place of an approval: goes to the client as it is. */
export interface InteractionError {
  readonly error: string;
  readonly description: string;
}

export interface PendingAuthorization {
  readonly requestId: string;
  readonly stage: AuthorizationStage;
  readonly request: AuthorizationRequest;
  /** SHA-256 of the cookie of the browser that began, base64url. */
  readonly browserHash: string;
  /** SHA-256 of the challenge or verifier that leads out of this stage, base64url. */
  readonly secretHash: string;
  /** In stage `login`: whom the page is asked to confirm, because it wanted this browser to be remembered. */
  readonly login: AcceptedLogin | undefined;
  readonly consent: AcceptedConsent | undefined;
  /** In stage `rejected` only. */
  readonly rejection?: InteractionError | undefined;
  /** Hashes of challenges and verifiers that led out of earlier stages. */
  readonly handledHashes?: readonly string[];
  readonly expiresAtSeconds: number;
}

/** Names a request in a stage; whoever advances it first wins. */
export type StageKey = Pick<PendingAuthorization, 'requestId' | 'stage' | 'secretHash'>;

/** A remembered approval, as it was given. */
export type RememberedConsent = Omit<AcceptedConsent, 'rememberForSeconds'>;

export interface RememberedConsentRow {
  readonly subject: string;
  readonly clientId: string;
  readonly consent: AcceptedConsent;
}

/** Authorization requests and remembered consents of one project. Storage faults throw StoreUnavailable. */
export interface AuthorizationRequests {
  add(pending: PendingAuthorization): Promise<void>;
  find(requestId: string): Promise<PendingAuthorization | undefined>;
  /**
   * @returns false where the request has left that stage already, or never was in it; then no session starts
   *   either.
   */
  advance(
    from: StageKey,
    to: Pick<PendingAuthorization, 'stage' | 'secretHash' | 'login' | 'consent' | 'rejection'>,
    startsSession?: NewLoginSession,
  ): Promise<boolean>;
  /** Ends a request without a code; a device that waits for it is denied. @returns as `advance`. */
  end(from: StageKey, device?: SingleUseKey): Promise<boolean>;
  /**
   * Ends the request (where there is one) and stores code, grant and remembered consent, in one transaction.
   * @returns as `advance`; nothing is stored where it is false.
   */
  issueCode(issue: {
    from: StageKey | undefined;
    code: NewAuthorizationCode;
    remember: RememberedConsentRow | undefined;
    startsSession?: NewLoginSession | undefined;
  }): Promise<boolean>;
  /**
   * Ends the request (where there is one), answers the device and stores the grant and the remembered consent,
   * in one transaction. Of several answers to one device exactly one is `approved`.
   * @returns `request_ended` as false of `advance`; `device_code_closed` where the code has expired or was
   *   answered. Nothing is stored then.
   */
  approveDevice(approval: {
    from: StageKey | undefined;
    device: SingleUseKey;
    grant: NewAuthorizationCode['grant'];
    remember: RememberedConsentRow | undefined;
    startsSession?: NewLoginSession | undefined;
  }): Promise<'approved' | 'request_ended' | 'device_code_closed'>;
  /** @returns the remembered approval that still counts. */
  findConsent(subject: string, clientId: string): Promise<RememberedConsent | undefined>;
}
