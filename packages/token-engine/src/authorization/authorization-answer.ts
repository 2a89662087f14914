import type { OAuthError } from '../errors/oauth-error.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { StartedLoginSession } from './start-login-session.ts';

/** What the edge does next with the browser. Refusals without a proven redirect URI are thrown: they are pages. */
export type AuthorizationAnswer = (
  | { readonly next: 'redirect'; readonly location: string; readonly refusal?: OAuthError }
  | {
      readonly next: 'login' | 'consent';
      readonly challenge: string;
      readonly request: AuthorizationRequest;
    }
) & {
  /** The browser gets the cookie with which it resumed as that of a session. */
  readonly startedSession?: StartedLoginSession | undefined;
};
