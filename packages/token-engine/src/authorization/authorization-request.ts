// An authorization request that has passed its checks: what is kept on our side while the browser logs in
// and consents. Nothing of it is ever read from a URL again.

import type { ClientId } from '@gatehouse/protocol';

/** OpenID Connect Core section 3.1.2.1. */
export const prompts = ['none', 'login', 'consent', 'select_account', 'create'] as const;
export type Prompt = (typeof prompts)[number];

export interface AuthorizationRequest {
  readonly clientId: ClientId;
  readonly redirectUri: string;
  /** Whether the request named it: then the token request has to repeat it (RFC 6749 section 4.1.3). */
  readonly namesRedirectUri: boolean;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** The S256 challenge (RFC 7636 section 4.2). */
  readonly codeChallenge: string | undefined;
  readonly prompt: readonly Prompt[];
  readonly maxAgeSeconds: number | undefined;
  readonly loginHint: string | undefined;
  readonly uiLocales: readonly string[];
  readonly acrValues: readonly string[];
  /** The subject that an id_token_hint of this project names. */
  readonly hintedSubject: string | undefined;
  /** As the browser sent it, for those who show or log it. */
  readonly requestUrl: string;
  /** Set where a device waits for the answer; then `redirectUri` is a page of the project, not of the client. */
  readonly device?: AskingDevice | undefined;
}

/** The device behind a user code (RFC 8628 section 3.3). */
export interface AskingDevice {
  /** Of its device code, base64url. */
  readonly codeHash: string;
  readonly bucket: number;
  /** Where it asked from, and when: whoever is asked compares them with what they did themselves. */
  readonly address: string | undefined;
  readonly requestedAtSeconds: number;
}
