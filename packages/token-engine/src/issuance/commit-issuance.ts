// The only place that mints and writes. Nothing reaches a client before the commit has succeeded.

import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { OAuthError } from '../errors/oauth-error.ts';
import { bucketOf } from '../liveness/check-liveness.ts';
import type { CommitOutcome } from '../ports/issuance-store.ts';
import type { Random } from '../ports/random.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import { buildCredentialNonce } from './credential-nonce.ts';
import { mintIdToken } from './id-token.ts';
import type { IssuancePlan } from './issuance-plan.ts';
import { buildAccessTokenClaims, mintAccessToken } from './mint-access-token.ts';
import { buildTokenResponse, type TokenResponse } from './token-response.ts';

export interface IssuanceContext {
  readonly project: ProjectRuntime;
  readonly client: AuthenticatedClient;
  readonly random: Random;
  readonly sha256: Sha256;
  readonly nowSeconds: number;
}

/** Mints, commits, and shapes the answer. Throws what the store throws; then nothing has been issued. */
export async function commitIssuance(
  plan: IssuancePlan,
  context: IssuanceContext,
  trail: Trail,
): Promise<TokenResponse> {
  const { project, client } = context;
  const accessToken = await mintAccessToken(buildAccessTokenClaims(plan, context), {
    ...context,
    added: plan.accessToken.addedClaims,
  });
  const idToken = plan.idToken && (await mintIdToken(plan.idToken, accessToken, context));
  const commit = await writeIssuance(plan, context);
  if (commit.outcome !== 'committed') {
    throw await refuseLostRedemption(commit.outcome, { project, plan }, trail);
  }
  trail.pass('issuance', client.accessTokenStrategy);
  project.usage.count('access_tokens_issued', client.clientId);
  const { refreshToken } = commit;
  const response = buildTokenResponse(plan, { accessToken, idToken, refreshToken });
  return { ...response, ...buildCredentialNonce(plan, accessToken, context) };
}

type Commit =
  | { readonly outcome: 'committed'; readonly refreshToken: string | undefined }
  | { readonly outcome: Exclude<CommitOutcome, 'committed'> };

/** One storage call, whatever the plan: a redemption, or a rotation with its successor. */
async function writeIssuance(
  plan: IssuancePlan,
  { project, client }: IssuanceContext,
): Promise<Commit> {
  const refresh =
    plan.refreshToken &&
    project.singleUse.create('refresh_token', bucketOf(plan.refreshToken.familyExpiresAtSeconds));
  const stored = refresh &&
    plan.refreshToken && {
      tokenHash: refresh.hash,
      bucket: refresh.bucket,
      scope: plan.refreshToken.scope,
      expiresAtSeconds: plan.refreshToken.expiresAtSeconds,
    };
  const { redeem, grant } = plan;
  if (redeem.kind !== 'refresh_token') {
    const outcome = await project.issuance.commit({
      clientId: client.clientId,
      grantId: grant?.grantId,
      redeem,
      refreshToken: stored,
    });
    return outcome === 'committed' ? { outcome, refreshToken: refresh?.value } : { outcome };
  }
  if (grant === undefined || refresh === undefined || stored === undefined) {
    throw new Error('A refresh plans its grant and its successor.');
  }
  const rotation = await project.issuance.rotateRefreshToken({
    clientId: client.clientId,
    grantId: grant.grantId,
    presented: redeem,
    successor: stored,
    successorSealed: project.singleUse.sealSuccessor(redeem.presented, refresh.value),
  });
  if (rotation.outcome === 'committed')
    return { outcome: 'committed', refreshToken: refresh.value };
  if (rotation.outcome !== 'repeated') return { outcome: rotation.outcome };
  const successor = project.singleUse.openSuccessor(redeem.presented, rotation.successorSealed);
  if (successor === undefined)
    throw new Error('A stored successor does not open under its predecessor.');
  return { outcome: 'committed', refreshToken: successor };
}

/** Somebody else redeemed it, so it may be stolen: RFC 6749 section 4.1.2 and RFC 9700 section 4.14.2. */
async function refuseLostRedemption(
  outcome: Exclude<CommitOutcome, 'committed'>,
  context: { project: ProjectRuntime; plan: IssuancePlan },
  trail: Trail,
): Promise<OAuthError> {
  if (outcome === 'expired') {
    const isDevice = context.plan.redeem.kind === 'device_code';
    return trail.refuse(isDevice ? 'device_code_expired' : 'grant_expired', 'redemption');
  }
  if (outcome === 'revoked') return trail.refuse('grant_revoked', 'redemption');
  // Its grant is the trust in its issuer, and stands behind everything else that was issued from it.
  if (context.plan.redeem.kind === 'assertion') {
    return trail.refuse('assertion_replayed', 'redemption');
  }
  const grantId = context.plan.grant?.grantId;
  if (grantId !== undefined) await context.project.revocations.revokeGrant(grantId);
  return trail.refuse('grant_already_redeemed', 'redemption');
}
