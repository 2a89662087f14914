// The refresh token grant: RFC 6749 section 6 with rotation and reuse detection (RFC 9700 section 4.14.2).
// Whether this use is the first, a retry within the grace or a reuse is settled by the commit, where
// concurrent callers meet.

import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import { isScopeAllowed, parseScope } from '../parameters/scope.ts';
import type { RefreshTokenFacts } from '../ports/grants.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { Trail } from '../trace/trail.ts';
import { checkGrant } from './check-grant.ts';
import { type Decision, defineGrantType } from './grant-type.ts';
import { loadIdentityClaims } from './load-identity-claims.ts';
import { planGrantTokens } from './plan-grant-tokens.ts';

interface RefreshRequest {
  readonly refreshToken: string;
  readonly scope: readonly string[] | undefined;
}

interface RefreshFacts {
  readonly key: SingleUseKey | undefined;
  readonly token: RefreshTokenFacts | undefined;
  readonly identityClaims: IdentityClaims | undefined;
}

export function decideRefreshToken(
  input: Decision<RefreshRequest, RefreshFacts>,
  trail: Trail,
): IssuancePlan {
  const { request, facts, client, nowSeconds } = input;
  const { key, token } = facts;
  if (key === undefined || token === undefined) {
    throw trail.refuse('refresh_token_unknown', 'refresh_token');
  }
  if (token.clientId !== client.clientId) {
    throw trail.refuse('refresh_token_of_another_client', 'refresh_token', {
      expected: token.clientId,
      received: client.clientId,
    });
  }
  if (nowSeconds >= token.expiresAtSeconds) {
    throw trail.refuse('grant_expired', 'refresh_token', {
      expected: `before ${token.expiresAtSeconds}`,
    });
  }
  trail.pass('refresh_token');
  return {
    redeem: {
      kind: 'refresh_token',
      presented: request.refreshToken,
      tokenHash: key.hash,
      bucket: key.bucket,
    },
    ...planGrantTokens(
      {
        grantType: 'refresh_token',
        grant: token.grant,
        plannedGrant: checkGrant(token.grant, nowSeconds, trail),
        identityClaims: facts.identityClaims,
        scope: decideScope(request, token, trail),
        grantedScope: token.scope,
        nonce: undefined,
      },
      input,
    ),
  };
}

function decideScope(
  request: RefreshRequest,
  token: RefreshTokenFacts,
  trail: Trail,
): readonly string[] {
  if (request.scope === undefined) return token.scope;
  const granted = new Set(token.scope);
  const wider = request.scope.find((name) => !isScopeAllowed(name, granted));
  if (wider === undefined) return request.scope;
  throw trail.refuse('refresh_scope_exceeds', 'requested_scope', {
    expected: token.scope.join(' '),
    received: wider,
  });
}

export const refreshToken = defineGrantType<RefreshRequest, RefreshFacts>({
  name: 'refresh_token',
  parameters: { refresh_token: 512, scope: 4096 },
  parse(parameters, trail) {
    const scope = parameters.get('scope');
    return {
      refreshToken: parameters.require('refresh_token', trail),
      scope: scope === undefined ? undefined : parseScope(scope, trail),
    };
  },
  async load(request, project) {
    const key = project.singleUse.read('refresh_token', request.refreshToken);
    const token = key && (await project.grants.loadRefreshToken(key));
    return { key, token, identityClaims: await loadIdentityClaims(token?.grant, project) };
  },
  decide: decideRefreshToken,
});
