// Makes the text of an access token from its plan: sealed by default, a JWT where project or client says so.

import type { Client } from '../clients/client.ts';
import type { Random } from '../ports/random.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import { type AccessTokenClaims, encodeClaims } from './access-token-claims.ts';
import { buildJwtClaims } from './access-token-jwt.ts';
import type { IssuancePlan } from './issuance-plan.ts';

/** Bytes of a JWT's token id; as long as a sealed token's nonce, so that the denylist holds one kind of key. */
const tokenIdLength = 24;

export function buildAccessTokenClaims(
  plan: IssuancePlan,
  context: { project: ProjectRuntime; client: Client; nowSeconds: number },
): AccessTokenClaims {
  const { grant, accessToken } = plan;
  return {
    subject: accessToken.subject,
    clientId: context.client.clientId,
    scope: accessToken.scope,
    audience: accessToken.audience,
    issuedAtSeconds: context.nowSeconds,
    expiresAtSeconds: context.nowSeconds + accessToken.lifetimeSeconds,
    epochs: {
      installation: context.project.epochs.installation,
      project: context.project.epochs.project,
      client: context.client.epoch,
      grant: grant && { grantId: grant.grantId, epoch: grant.grantEpoch },
      identity: grant?.identity,
      session: grant?.session,
    },
  };
}

/** @returns the token as the client receives it. */
export async function mintAccessToken(
  claims: AccessTokenClaims,
  context: {
    project: ProjectRuntime;
    client: Client;
    random: Random;
    added: Readonly<Record<string, unknown>>;
  },
): Promise<string> {
  const { project, client, random, added } = context;
  if (client.accessTokenStrategy === 'sealed')
    return project.sealer.seal(encodeClaims(claims)).value;
  const jti = Buffer.from(random.bytes(tokenIdLength)).toString('base64url');
  return project.signer.sign(
    buildJwtClaims(claims, { issuer: project.project.issuer, jti, added }),
    {
      type: 'at+jwt',
      algorithm: project.settings.signingAlgorithm,
    },
  );
}
