// Whether an access token is live: not expired, not denylisted, and every revocation epoch that it was
// issued under still the current one and active. One check serves introspection, userinfo, exchange and
// the management API. Expiry apart, no clock decides.

import type { AccessTokenClaims } from '../issuance/access-token-claims.ts';
import type { EpochFact, LivenessFacts } from '../ports/liveness.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import type { ReadToken } from './read-access-token.ts';

const secondsPerDay = 86_400;
/** How far ahead another node's clock may be (RFC 8725 and FAPI 2.0 allow a small skew). */
const clockToleranceSeconds = 10;

/** @returns the day in which a token expires: the partition that remembers its revocation. */
export function bucketOf(expiresAtSeconds: number): number {
  return Math.floor(expiresAtSeconds / secondsPerDay);
}

/**
 * Always asks the primary database. @returns what it said of a live token, undefined for a dead one. Throws
 * StoreUnavailable; a fault is never an answer.
 */
export async function checkLiveness(
  { claims, tokenId }: ReadToken,
  context: { project: ProjectRuntime; nowSeconds: number },
  trail: Trail,
): Promise<LivenessFacts | undefined> {
  if (isOutsideItsTime(claims, context.nowSeconds)) {
    trail.fail('token_lifetime', {
      expected: `issued at ${claims.issuedAtSeconds}, expires at ${claims.expiresAtSeconds}`,
      received: `now ${context.nowSeconds}`,
    });
    return undefined;
  }
  trail.pass('token_lifetime');
  const { epochs } = claims;
  const facts = await context.project.liveness.load({
    clientId: claims.clientId,
    identityId: epochs.identity?.identityId,
    sessionId: epochs.session?.sessionId,
    grantId: epochs.grant?.grantId,
    token: { tokenId, bucket: bucketOf(claims.expiresAtSeconds) },
  });
  const dead = findDeath(claims, facts);
  if (dead === undefined) {
    trail.pass('token_revocation');
    return facts;
  }
  trail.fail('token_revocation', {
    expected: 'nothing revoked',
    received: `revoked with its ${dead}`,
  });
  return undefined;
}

export function isOutsideItsTime(claims: AccessTokenClaims, nowSeconds: number): boolean {
  return (
    nowSeconds >= claims.expiresAtSeconds ||
    claims.issuedAtSeconds > nowSeconds + clockToleranceSeconds
  );
}

/** @returns what revoked the token, or undefined where nothing did. */
export function findDeath(claims: AccessTokenClaims, facts: LivenessFacts): string | undefined {
  const { epochs } = claims;
  if (!isCurrent(epochs.installation, facts.installation)) return 'installation';
  if (!isCurrent(epochs.project, facts.project)) return 'project';
  if (!isCurrent(epochs.client, facts.client)) return 'client';
  if (epochs.identity !== undefined && !isCurrent(epochs.identity.epoch, facts.identity))
    return 'identity';
  if (epochs.session !== undefined && !isCurrent(epochs.session.epoch, facts.session))
    return 'session';
  if (epochs.grant !== undefined && !isCurrent(epochs.grant.epoch, facts.grant)) return 'grant';
  return facts.isDenylisted ? 'own revocation' : undefined;
}

function isCurrent(sealed: number, fact: EpochFact | undefined): boolean {
  return fact?.isActive === true && fact.epoch === sealed;
}
