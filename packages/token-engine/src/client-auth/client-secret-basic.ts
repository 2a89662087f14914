// Credentials in the Authorization header: RFC 6749 section 2.3.1.

import type { Trail } from '../trace/trail.ts';
import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

/** @returns undefined where the request has no such header: anything else never authenticates a client. */
export function presentBasic(
  { basic }: ClientRequest,
  trail: Trail,
): PresentedCredentials | undefined {
  if (basic === 'malformed') {
    throw trail.refuse('client_authentication_malformed', 'client_authentication');
  }
  return basic && { method: 'client_secret_basic', ...basic };
}
