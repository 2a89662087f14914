// The claims of a proven assertion: RFC 7523 section 3. Times are compared without tolerance at the end, and
// with one for issuers whose clock is ahead.

import type { JwtClaims } from '../ports/signer.ts';
import type { Trail } from '../trace/trail.ts';

/** How far ahead the clock of an issuer may be. */
const toleranceSeconds = 60;
const longestText = 255;

export interface CheckedAssertion {
  readonly subject: string;
  readonly expiresAtSeconds: number;
}

export interface AssertionRules {
  /** The identifiers of this authorization server: its issuer and its token endpoint. */
  readonly audience: readonly string[];
  readonly lifetimeSeconds: number;
  readonly nowSeconds: number;
}

/** Throws `assertion_*`. The subject is the one that its issuer was looked up for. */
export function checkAssertion(
  claims: JwtClaims,
  rules: AssertionRules,
  trail: Trail,
): CheckedAssertion {
  checkAudience(claims, rules, trail);
  const expiresAtSeconds = checkTimes(claims, rules, trail);
  const { sub, jti } = claims;
  if (!isShortText(sub) || !isShortText(jti)) {
    throw trail.refuse('assertion_malformed', 'assertion_claims', {
      expected: `sub and jti, of 1 to ${longestText} characters each`,
    });
  }
  trail.pass('assertion_claims');
  return { subject: sub, expiresAtSeconds };
}

/** For us alone: whoever else it is for could bring it here. */
function checkAudience({ aud }: JwtClaims, { audience }: AssertionRules, trail: Trail): void {
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const isForUs =
    named.length > 0 && named.every((one) => typeof one === 'string' && audience.includes(one));
  if (!isForUs) {
    throw trail.refuse('assertion_audience_wrong', 'assertion_audience', {
      expected: audience.join(' or '),
      received: JSON.stringify(aud) ?? 'none',
    });
  }
  trail.pass('assertion_audience');
}

function checkTimes(claims: JwtClaims, rules: AssertionRules, trail: Trail): number {
  const { nowSeconds, lifetimeSeconds } = rules;
  const { exp, iat, nbf = iat } = claims;
  if (!isTime(exp) || !isTime(iat) || !isTime(nbf)) {
    throw trail.refuse('assertion_malformed', 'assertion_times', {
      expected: 'exp and iat in seconds since 1970',
    });
  }
  if (nowSeconds >= exp) {
    throw trail.refuse('assertion_expired', 'assertion_times', {
      expected: `exp after ${nowSeconds}`,
      received: `${exp}`,
    });
  }
  if (Math.max(iat, nbf) > nowSeconds + toleranceSeconds) {
    throw trail.refuse('assertion_from_the_future', 'assertion_times', {
      expected: `iat and nbf up to ${nowSeconds + toleranceSeconds}`,
      received: `${Math.max(iat, nbf)}`,
    });
  }
  if (exp - iat > lifetimeSeconds || exp - nowSeconds > lifetimeSeconds) {
    throw trail.refuse('assertion_lives_too_long', 'assertion_times', {
      expected: `at most ${lifetimeSeconds} seconds from iat to exp`,
      received: `${exp - iat}`,
    });
  }
  trail.pass('assertion_times');
  return exp;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestText;
}
