// The only place that mints and writes. Nothing reaches a client before the commit has succeeded.

import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { OAuthError } from '../errors/oauth-error.ts';
import type { CommitOutcome } from '../ports/issuance-store.ts';
import type { Random } from '../ports/random.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import type { IssuancePlan } from './issuance-plan.ts';
import { buildAccessTokenClaims, mintAccessToken } from './mint-access-token.ts';
import { buildTokenResponse, type TokenResponse } from './token-response.ts';

/** Mints, commits, and shapes the answer. Throws what the store throws; then nothing has been issued. */
export async function commitIssuance(
  plan: IssuancePlan,
  context: {
    project: ProjectRuntime;
    client: AuthenticatedClient;
    random: Random;
    nowSeconds: number;
  },
  trail: Trail,
): Promise<TokenResponse> {
  const { project, client } = context;
  const claims = buildAccessTokenClaims(plan, context);
  const accessToken = await mintAccessToken(claims, context);
  const outcome = await project.issuance.commit({
    clientId: client.clientId,
    grantId: plan.grant?.grantId,
    redeem: plan.redeem,
    refreshToken: undefined,
  });
  if (outcome !== 'committed') throw await refuseLostRedemption(outcome, { project, plan }, trail);
  trail.pass('issuance', client.accessTokenStrategy);
  project.usage.count('access_tokens_issued', client.clientId);
  return buildTokenResponse(plan, accessToken);
}

/** Somebody else redeemed it, so it may be stolen: RFC 6749 section 4.1.2 wants everything revoked. */
async function refuseLostRedemption(
  outcome: Exclude<CommitOutcome, 'committed'>,
  context: { project: ProjectRuntime; plan: IssuancePlan },
  trail: Trail,
): Promise<OAuthError> {
  if (outcome === 'expired') return trail.refuse('grant_expired', 'redemption');
  if (outcome === 'revoked') return trail.refuse('grant_revoked', 'redemption');
  const grantId = context.plan.grant?.grantId;
  if (grantId !== undefined) await context.project.revocations.revokeGrant(grantId);
  return trail.refuse('grant_already_redeemed', 'redemption');
}
