// The JWT bearer grant: RFC 7523 section 2.1. Somebody whom the project trusts vouches for a subject; there is no
// refresh token, because they can vouch again. What is issued belongs to the trust, which is a grant, and ends with it.

import { endpointTable } from '../endpoints/endpoint-table.ts';
import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import { bucketOf } from '../liveness/check-liveness.ts';
import { isOfflineScope, isScopeAllowed, parseScope } from '../parameters/scope.ts';
import type { TrustedIssuer, UnprovenAssertion } from '../ports/assertions.ts';
import type { JwtClaims } from '../ports/signer.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import { checkAssertion } from './check-assertion.ts';
import { decideAudience } from './decide-audience.ts';
import { type Decision, defineGrantType } from './grant-type.ts';

interface JwtBearerRequest {
  readonly assertion: string;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
}

interface JwtBearerFacts {
  readonly unproven: UnprovenAssertion | undefined;
  readonly isIssuerKnown: boolean;
  readonly proven: ProvenAssertion | undefined;
  /** What the assertion may call this authorization server. */
  readonly ownAudience: readonly string[];
}

interface ProvenAssertion {
  readonly trust: TrustedIssuer;
  readonly claims: JwtClaims;
  readonly hash: Uint8Array;
}

export function decideJwtBearer(
  input: Decision<JwtBearerRequest, JwtBearerFacts>,
  trail: Trail,
): IssuancePlan {
  const { request, client, settings, nowSeconds } = input;
  const { trust, claims, hash } = checkProven(input.facts, trail);
  checkTrust(trust, nowSeconds, trail);
  const rules = {
    audience: input.facts.ownAudience,
    lifetimeSeconds: settings.assertionLifetimeSeconds,
    nowSeconds,
  };
  const { subject, expiresAtSeconds } = checkAssertion(claims, rules, trail);
  return {
    redeem: {
      kind: 'assertion',
      assertionHash: hash,
      bucket: bucketOf(expiresAtSeconds),
      expiresAtSeconds,
    },
    grant: {
      grantId: trust.issuerId,
      grantEpoch: trust.epoch.epoch,
      identity: undefined,
      session: undefined,
    },
    accessToken: {
      subject,
      scope: decideScope(input, trust, trail),
      audience: decideAudience(request.audience, client.audience, trail),
      lifetimeSeconds: Math.min(
        client.lifetimes.jwt_bearer.accessTokenSeconds,
        trust.expiresAtSeconds - nowSeconds,
      ),
      addedClaims: {},
    },
    idToken: undefined,
    refreshToken: undefined,
  };
}

function checkProven(
  { unproven, isIssuerKnown, proven }: JwtBearerFacts,
  trail: Trail,
): ProvenAssertion {
  if (unproven === undefined) throw trail.refuse('assertion_malformed', 'assertion');
  if (!isIssuerKnown) {
    throw trail.refuse('assertion_issuer_unknown', 'assertion_issuer', {
      expected: 'an issuer that the project trusts to speak about this subject with this key',
      received: `${unproven.issuer} about ${unproven.subject}, kid ${unproven.keyId ?? 'none'}`,
    });
  }
  trail.pass('assertion_issuer', unproven.issuer);
  if (proven === undefined) throw trail.refuse('assertion_signature_wrong', 'assertion_signature');
  trail.pass('assertion_signature');
  return proven;
}

function checkTrust({ epoch, expiresAtSeconds }: TrustedIssuer, now: number, trail: Trail): void {
  if (!epoch.isActive) throw trail.refuse('grant_revoked', 'trust');
  if (now >= expiresAtSeconds) {
    throw trail.refuse('assertion_trust_expired', 'trust', {
      expected: `before ${expiresAtSeconds}`,
      received: `${now}`,
    });
  }
  trail.pass('trust');
}

/** Both the issuer and the client may have it; nobody's identity stands behind it. */
function decideScope(
  { request, client }: Decision<JwtBearerRequest, JwtBearerFacts>,
  trust: TrustedIssuer,
  trail: Trail,
): readonly string[] {
  const vouched = new Set(trust.scope);
  for (const name of request.scope) {
    if (name === 'openid' || isOfflineScope(name)) {
      throw trail.refuse('scope_needs_an_identity', 'requested_scope', { received: name });
    }
    if (!isScopeAllowed(name, vouched)) {
      throw trail.refuse('assertion_scope_exceeds', 'requested_scope', {
        expected: trust.scope.join(' '),
        received: name,
      });
    }
    if (!isScopeAllowed(name, client.scope)) {
      throw trail.refuse('scope_not_allowed', 'requested_scope', {
        expected: [...client.scope].join(' '),
        received: name,
      });
    }
  }
  trail.pass('requested_scope', request.scope.join(' ') || 'none');
  return request.scope;
}

async function prove(
  assertion: string,
  candidates: readonly TrustedIssuer[],
  { assertions }: ProjectRuntime,
): Promise<ProvenAssertion | undefined> {
  for (const trust of candidates) {
    const claims = await assertions.verify(assertion, trust.publicJwk);
    if (claims === undefined) continue;
    const jwtId = typeof claims['jti'] === 'string' ? claims['jti'] : '';
    return { trust, claims, hash: assertions.hash({ issuer: trust.issuer, jwtId }) };
  }
  return undefined;
}

export const jwtBearer = defineGrantType<JwtBearerRequest, JwtBearerFacts>({
  name: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  parameters: { assertion: 16_384, scope: 4096, audience: 4096 },
  parse: (parameters, trail) => ({
    assertion: parameters.require('assertion', trail),
    scope: parseScope(parameters.get('scope') ?? '', trail),
    audience: (parameters.get('audience') ?? '').split(' ').filter((name) => name !== ''),
  }),
  async load({ assertion }, project) {
    const unproven = project.assertions.read(assertion);
    const candidates = unproven ? await project.trustedIssuers.findFor(unproven) : [];
    const { issuer } = project.project;
    return {
      unproven,
      isIssuerKnown: candidates.length > 0,
      proven: await prove(assertion, candidates, project),
      ownAudience: [issuer, `${issuer}${endpointTable.token.path}`],
    };
  },
  decide: decideJwtBearer,
});
