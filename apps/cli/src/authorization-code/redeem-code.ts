// The code for tokens: RFC 6749 section 4.1.3, with the verifier of RFC 7636 section 4.5.

import type { Session } from '../api/session.ts';
import { textAt } from '../json/json-object.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import { callAsClient } from '../token/call-as-client.ts';
import type { ClientCredentials } from '../token/client-credentials.ts';
import type { PendingAuthorization } from './authorization-flows.ts';
import { checkIdToken } from './id-token.ts';
import type { Provider } from './provider.ts';

export interface Redemption {
  readonly session: Session;
  readonly project: ProjectReference;
  readonly provider: Provider;
  readonly credentials: ClientCredentials;
  readonly redirectUri: string;
}

/**
 * @returns the token endpoint's answer.
 * @throws CommandError where it refuses, or the ID token is not the answer to this login.
 */
export async function redeemCode(
  { session, project, provider, credentials, redirectUri }: Redemption,
  { code, pending }: { readonly code: string; readonly pending: PendingAuthorization },
): Promise<unknown> {
  const { body } = await callAsClient({
    session,
    project,
    credentials,
    path: '/oauth2/token',
    form: {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: pending.codeVerifier,
    },
  });
  const idToken = textAt(body, 'id_token');
  if (idToken !== undefined) {
    checkIdToken(idToken, {
      issuer: provider.issuer,
      clientId: credentials.clientId,
      nonce: pending.nonce,
      now: session.terminal.now(),
    });
  }
  return body;
}
