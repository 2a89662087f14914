// The authorization code grant: RFC 6749 section 4.1.3, RFC 7636 section 4.6, OpenID Connect Core section
// 3.1.3. A check that fails burns nothing; only the commit consumes the code, and a replay that passes all
// checks is found there.

import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import type { AuthorizationCodeFacts } from '../ports/grants.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { Trail } from '../trace/trail.ts';
import { checkGrant } from './check-grant.ts';
import { checkPkceVerifier } from './check-pkce-verifier.ts';
import { type Decision, defineGrantType } from './grant-type.ts';
import { loadIdentityClaims } from './load-identity-claims.ts';
import { planGrantTokens } from './plan-grant-tokens.ts';

interface CodeRequest {
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
}

interface CodeFacts {
  readonly key: SingleUseKey | undefined;
  readonly code: AuthorizationCodeFacts | undefined;
  readonly identityClaims: IdentityClaims | undefined;
}

export function decideAuthorizationCode(
  input: Decision<CodeRequest, CodeFacts>,
  trail: Trail,
): IssuancePlan {
  const { request, facts, client, nowSeconds, sha256 } = input;
  const { key, code } = facts;
  if (key === undefined || code === undefined)
    throw trail.refuse('code_unknown', 'authorization_code');
  if (code.clientId !== client.clientId) {
    throw trail.refuse('code_of_another_client', 'authorization_code', {
      expected: code.clientId,
      received: client.clientId,
    });
  }
  if (nowSeconds >= code.expiresAtSeconds) {
    throw trail.refuse('grant_expired', 'authorization_code', {
      expected: `before ${code.expiresAtSeconds}`,
      received: `${nowSeconds}`,
    });
  }
  checkSameRedirectUri(request, code, trail);
  checkPkceVerifier(request.codeVerifier, code.codeChallenge, { sha256, trail });
  trail.pass('authorization_code');
  return {
    redeem: { kind: 'authorization_code', codeHash: key.hash, bucket: key.bucket },
    ...planGrantTokens(
      {
        grantType: 'authorization_code',
        grant: code.grant,
        plannedGrant: checkGrant(code.grant, nowSeconds, trail),
        identityClaims: facts.identityClaims,
        scope: code.grant.scope,
        grantedScope: code.grant.scope,
        nonce: code.nonce,
      },
      input,
    ),
  };
}

/** Sent once, sent again: RFC 6749 section 4.1.3. Not sent, it may be repeated, as OAuth 2.1 has it. */
function checkSameRedirectUri(
  request: CodeRequest,
  code: AuthorizationCodeFacts,
  trail: Trail,
): void {
  const isMissing = request.redirectUri === undefined && code.namesRedirectUri;
  const isOther = request.redirectUri !== undefined && request.redirectUri !== code.redirectUri;
  if (isMissing || isOther) {
    throw trail.refuse('redirect_uri_differs', 'redirect_uri', {
      expected: code.redirectUri,
      received: request.redirectUri ?? 'none',
    });
  }
  trail.pass('redirect_uri');
}

export const authorizationCode = defineGrantType<CodeRequest, CodeFacts>({
  name: 'authorization_code',
  parameters: { code: 512, redirect_uri: 2048, code_verifier: 256 },
  parse: (parameters, trail) => ({
    code: parameters.require('code', trail),
    redirectUri: parameters.get('redirect_uri'),
    codeVerifier: parameters.get('code_verifier'),
  }),
  async load(request, project) {
    const key = project.singleUse.read('authorization_code', request.code);
    const code = key && (await project.grants.loadCode(key));
    return { key, code, identityClaims: await loadIdentityClaims(code?.grant, project) };
  },
  decide: decideAuthorizationCode,
});
