// What projects with pages of their own keep: browsers that are known again, and logouts under way.

import type { ClientId, SessionId } from '@gatehouse/protocol';
import type { AcceptedLogin } from '@gatehouse/token-engine/ports';

/** A browser that a login page of the project's own wanted to know again. */
export type KnownLogin = AcceptedLogin & { readonly sessionId: SessionId };

export interface LoginSessionRows {
  /** @returns who is known by the cookie of that hash; undefined once it has ended or expired. */
  find(tokenHash: Uint8Array, at: Date): Promise<KnownLogin | undefined>;
  /** Ends the session, and every token that hangs on it is dead with the commit. @returns false where there is none. */
  end(sessionId: string, at: Date): Promise<boolean>;
  /** Ends all sessions of a subject. @returns how many. */
  endAll(subject: string, at: Date): Promise<number>;
}

/** Who logs out where: what the page is told, and what happens when it accepts. */
export interface RequestedLogout {
  readonly subject: string;
  readonly sessionId: SessionId;
  /** Whose session: of the hosted pages, or of the project's own. */
  readonly sessionKind: 'hosted' | 'own_pages';
  readonly clientId: ClientId | undefined;
  /** Registered for the client when the request came. */
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  readonly requestUrl: string;
  readonly isInitiatedByClient: boolean;
}

export interface PendingLogout {
  readonly requestId: string;
  readonly stage: 'asked' | 'accepted' | 'ended';
  readonly logout: RequestedLogout;
  /** SHA-256 of the cookie of the browser that began, base64url. */
  readonly browserHash: string;
  /** SHA-256 of the challenge or verifier that leads out of this stage, base64url. */
  readonly secretHash: string;
  readonly handledHashes: readonly string[];
  readonly requestedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

export interface LogoutRequestRows {
  add(pending: Omit<PendingLogout, 'stage' | 'handledHashes'>): Promise<void>;
  find(requestId: string): Promise<PendingLogout | undefined>;
  /** Leaves a stage by compare-and-set. @returns false where the request has left it already, or never was in it. */
  advance(
    from: Pick<PendingLogout, 'requestId' | 'stage' | 'secretHash'>,
    to: Pick<PendingLogout, 'stage' | 'secretHash'>,
  ): Promise<boolean>;
}

export interface OwnPageTransaction {
  readonly loginSessions: LoginSessionRows;
  readonly logoutRequests: LogoutRequestRows;
}
