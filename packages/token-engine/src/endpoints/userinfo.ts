// Userinfo: OpenID Connect Core section 5.3. For live access tokens with `openid`; the command line's
// client signs in without it and may ask all the same.

import { buildScopeClaims } from '../issuance/id-token.ts';
import { checkLiveness } from '../liveness/check-liveness.ts';
import { readAccessToken } from '../liveness/read-access-token.ts';
import type { EndpointContext } from './endpoint-context.ts';

export type UserinfoResponse = { readonly sub: string } & Readonly<Record<string, unknown>>;

/** The one client that never asks for `openid`, as Ory's command line does not either. */
const clientWithoutOpenId = 'ory-cli';

/** `value`: the bearer token. Throws invalid_token or insufficient_scope. */
export async function serveUserinfo(
  value: string | undefined,
  context: EndpointContext,
): Promise<UserinfoResponse> {
  const { project, trail } = context;
  if (value === undefined) throw trail.refuse('access_token_missing', 'access_token');
  const token = await readAccessToken(value, project, trail);
  if (token === undefined || !(await checkLiveness(token, context, trail))) {
    throw trail.refuse('access_token_dead', 'access_token', { expected: 'a live access token' });
  }
  const { claims } = token;
  trail.clientId = claims.clientId;
  const identityId = claims.epochs.identity?.identityId;
  const isOpenId = claims.scope.includes('openid') || claims.clientId === clientWithoutOpenId;
  if (!isOpenId || claims.epochs.grant === undefined) {
    throw trail.refuse('openid_scope_missing', 'access_token_scope', {
      expected: 'openid',
      received: claims.scope.join(' '),
    });
  }
  const identity = identityId && (await project.identities.loadClaims(identityId));
  if (identityId !== undefined && identity === undefined)
    throw trail.refuse('access_token_dead', 'identity');
  trail.pass('access_token');
  return { ...buildScopeClaims(identity, claims.scope), sub: claims.subject };
}
