// Whether a grant still stands: RFC 6749 section 10.5, and every epoch that its tokens will carry.

import type { PlannedGrant } from '../issuance/issuance-plan.ts';
import type { GrantFacts } from '../ports/grants.ts';
import type { Trail } from '../trace/trail.ts';

/** @returns the epochs to seal; throws `grant_revoked` or `grant_expired`. */
export function checkGrant(grant: GrantFacts, nowSeconds: number, trail: Trail): PlannedGrant {
  if (nowSeconds >= grant.expiresAtSeconds) {
    throw trail.refuse('grant_expired', 'grant', { expected: `before ${grant.expiresAtSeconds}` });
  }
  const dead = findDeadParent(grant);
  if (dead !== undefined) {
    throw trail.refuse('grant_revoked', 'grant', {
      expected: 'nothing revoked',
      received: `its ${dead} is`,
    });
  }
  trail.pass('grant');
  return {
    grantId: grant.grantId,
    grantEpoch: grant.epoch.epoch,
    identity:
      grant.identityId === undefined || grant.identity === undefined
        ? undefined
        : { identityId: grant.identityId, epoch: grant.identity.epoch },
    session:
      grant.sessionId === undefined || grant.session === undefined
        ? undefined
        : { sessionId: grant.sessionId, epoch: grant.session.epoch },
  };
}

function findDeadParent(grant: GrantFacts): string | undefined {
  if (!grant.epoch.isActive) return 'grant';
  if (grant.identityId !== undefined && grant.identity?.isActive !== true) return 'identity';
  // A grant with offline access outlives its session: it is then stored without one.
  if (grant.sessionId !== undefined && grant.session?.isActive !== true) return 'session';
  return undefined;
}
