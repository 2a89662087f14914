import type { SessionId } from '@gatehouse/protocol';

/** A value that only its holder knows, and the keyed hash by which it is found again. */
export interface HashedSecret {
  readonly value: string;
  readonly hash: Uint8Array;
}

/** What an attempt to sign in is counted by. */
export type AttemptSubject =
  | { readonly kind: 'account'; readonly identifier: string }
  | { readonly kind: 'account_address'; readonly identifier: string; readonly address: string };

/** The secrets of one project's browsers and applications; every key is bound to project and purpose. */
export interface BrowserSecrets {
  /** Makes the secret that binds flows to a browser: 256 random bits. */
  createBrowserSecret(): HashedSecret;
  /** @returns undefined for what was never made here, whatever is wrong with it. */
  hashBrowserSecret(value: string): Uint8Array | undefined;
  /** Compares in constant time. */
  isSameHash(a: Uint8Array, b: Uint8Array): boolean;
  /** @returns the CSRF token of one flow in one browser. */
  buildCsrfToken(flowId: string, browserSecret: string): string;
  isCsrfToken(presented: string, flow: { flowId: string; browserSecret: string }): boolean;
  /** Makes a session token: 256 random bits. */
  createSessionToken(): HashedSecret;
  /** @returns undefined for what was never made here, whatever is wrong with it. */
  hashSessionToken(value: string): Uint8Array | undefined;
  /** @returns the token without which no link can sign the session out. */
  buildLogoutToken(sessionId: SessionId): string;
  isLogoutToken(presented: string, sessionId: SessionId): boolean;
  /** Counters are kept under a hash: what people type into the wrong field is stored nowhere. */
  hashAttempt(subject: AttemptSubject): Uint8Array;
}
