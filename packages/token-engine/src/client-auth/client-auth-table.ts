// The client authentication methods, in the order in which a request is asked for them. Discovery lists
// what stands here.

import type { ClientAuthenticationMethod } from '@gatehouse/protocol';
import type { Trail } from '../trace/trail.ts';
import { presentBasic } from './client-secret-basic.ts';
import { presentPost } from './client-secret-post.ts';
import { presentNone } from './none.ts';
import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

export interface ClientAuthenticationEntry {
  readonly method: ClientAuthenticationMethod;
  /** @returns the credentials of this method in the request, or undefined where there are none. */
  readonly present: (request: ClientRequest, trail: Trail) => PresentedCredentials | undefined;
  /** Whether the method proves anything: two that do in one request contradict RFC 6749 section 2.3. */
  readonly isProof: boolean;
}

export const clientAuthTable: readonly ClientAuthenticationEntry[] = [
  { method: 'client_secret_basic', present: presentBasic, isProof: true },
  { method: 'client_secret_post', present: presentPost, isProof: true },
  { method: 'none', present: presentNone, isProof: false },
];
