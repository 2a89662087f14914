// After the redirect URI is proven, a refusal goes back to the client as a redirect: RFC 6749 section
// 4.1.2.1. Before, it stays an exception, which the edge shows as a page; so it does of a client that registered
// itself, until somebody has logged in for it.

import { OAuthError } from '../errors/oauth-error.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { buildRedirect, type VerifiedRedirect } from './verified-redirect.ts';

/** The engine still traces such an answer as the refusal that it carries. */
export async function answerRefusals(
  work: () => Promise<AuthorizationAnswer>,
  redirect: VerifiedRedirect,
): Promise<AuthorizationAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return {
      next: 'redirect',
      location: buildRedirect(redirect, {
        error: error.code,
        error_description: error.description,
      }),
      refusal: error,
    };
  }
}
