// Token revocation: RFC 7009. An unknown token is no error (section 2.2), and a token of another client
// is left alone and looks unknown. A refresh token takes its whole grant with it (section 2.1). Only a
// storage fault is not answered with success.

import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/presented-credentials.ts';
import type { Client } from '../clients/client.ts';
import { bucketOf } from '../liveness/check-liveness.ts';
import { readAccessToken } from '../liveness/read-access-token.ts';
import { clientParameters, ParameterSet } from '../parameters/parameter-set.ts';
import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { Trail } from '../trace/trail.ts';
import type { EndpointContext } from './endpoint-context.ts';

const ownParameters = { ...clientParameters, token: 20_000, token_type_hint: 64 };

export async function serveRevocation(
  request: ClientRequest,
  context: EndpointContext,
): Promise<void> {
  const { project, trail } = context;
  const parameters = ParameterSet.parse(request.form, ownParameters, trail);
  const client = await authenticateClient(request, context, trail);
  const value = parameters.require('token', trail);
  const refreshKey = project.singleUse.read('refresh_token', value);
  const isDone = await (refreshKey === undefined
    ? revokeAccessToken(value, client, context)
    : revokeRefreshToken(refreshKey, client, context));
  if (!isDone) return;
  project.usage.count('revocations', client.clientId);
  trail.pass('revocation');
}

function checkOwner(ownerId: string, { clientId }: Client, trail: Trail): boolean {
  if (ownerId === clientId) trail.pass('token_owner');
  else trail.fail('token_owner', { expected: clientId, received: ownerId });
  return ownerId === clientId;
}

/** @returns whether there was something to revoke. */
async function revokeAccessToken(
  value: string,
  client: Client,
  { project, trail, nowSeconds }: EndpointContext,
): Promise<boolean> {
  const token = await readAccessToken(value, project, trail);
  if (token === undefined || !checkOwner(token.claims.clientId, client, trail)) return false;
  const { expiresAtSeconds } = token.claims;
  if (nowSeconds >= expiresAtSeconds) return false;
  await project.revocations.denylist({
    tokenId: token.tokenId,
    bucket: bucketOf(expiresAtSeconds),
  });
  return true;
}

/** A token that was rotated away ends the grant too: whoever holds it is the client all the same. */
async function revokeRefreshToken(
  key: SingleUseKey,
  client: Client,
  { project, trail }: EndpointContext,
): Promise<boolean> {
  const token = await project.grants.loadRefreshToken(key);
  if (token === undefined) {
    trail.fail('refresh_token', { expected: 'a refresh token of this project' });
    return false;
  }
  if (!checkOwner(token.clientId, client, trail)) return false;
  await project.revocations.revokeGrant(token.grant.grantId);
  return true;
}
