// Begins authorization requests (RFC 6749 section 4.1.1) with a state, a nonce and a PKCE verifier of
// their own (RFC 7636), each bound to the browser that began it, and takes each of them back once.

import { createHash, randomBytes } from 'node:crypto';
import type { Provider } from './provider.ts';

/** What is sent with every request of one command. */
export interface AuthorizationOptions {
  readonly provider: Provider;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Always this state instead of a random one. */
  readonly state: string | undefined;
  /** `prompt`, `max_age`, `audience`; empty ones are left out. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What only the one who began knows. */
export interface PendingAuthorization {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const mostPending = 100;

/** @returns 256 random bits. */
function drawSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** @returns the code challenge of method S256 (RFC 7636 section 4.2). */
export function buildCodeChallenge(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}

function buildLocation(options: AuthorizationOptions, pending: PendingAuthorization): string {
  const url = new URL(options.provider.authorizationEndpoint);
  const parameters = {
    client_id: options.clientId,
    response_type: 'code',
    redirect_uri: options.redirectUri,
    scope: options.scope,
    ...options.parameters,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: buildCodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '') url.searchParams.set(name, value);
  }
  return url.href;
}

export class AuthorizationFlows {
  readonly #options: AuthorizationOptions;
  readonly #pending = new Map<string, PendingAuthorization>();

  constructor(options: AuthorizationOptions) {
    this.#options = options;
  }

  /** @returns where to send the browser, and the id that it has to bring back in a cookie. */
  begin(): { readonly flowId: string; readonly location: string } {
    const flowId = drawSecret();
    const pending = {
      state: this.#options.state ?? drawSecret(),
      nonce: drawSecret(),
      codeVerifier: drawSecret(),
    };
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size < mostPending) break;
      this.#pending.delete(oldest);
    }
    this.#pending.set(flowId, pending);
    return { flowId, location: buildLocation(this.#options, pending) };
  }

  /** @returns what this browser began with this state, once; undefined where it did not. */
  take(flowId: string | undefined, state: string | null): PendingAuthorization | undefined {
    if (flowId === undefined) return undefined;
    const pending = this.#pending.get(flowId);
    if (pending === undefined || pending.state !== state) return undefined;
    this.#pending.delete(flowId);
    return pending;
  }
}
