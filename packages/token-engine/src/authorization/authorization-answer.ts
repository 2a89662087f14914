import type { OAuthError } from '../errors/oauth-error.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** What the edge does next with the browser. Refusals without a proven redirect URI are thrown: they are pages. */
export type AuthorizationAnswer =
  | { readonly next: 'redirect'; readonly location: string; readonly refusal?: OAuthError }
  | {
      readonly next: 'login' | 'consent';
      readonly challenge: string;
      readonly request: AuthorizationRequest;
    };
