// Token revocation: RFC 7009. An unknown token is no error (section 2.2), and a token of another client
// is left alone and looks unknown. Only a storage fault is not answered with success.

import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/presented-credentials.ts';
import { bucketOf } from '../liveness/check-liveness.ts';
import { readAccessToken } from '../liveness/read-access-token.ts';
import { clientParameters, ParameterSet } from '../parameters/parameter-set.ts';
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
  const token = await readAccessToken(value, project, trail);
  if (token === undefined) return;
  const { claims, tokenId } = token;
  if (claims.clientId !== client.clientId) {
    trail.fail('token_owner', { expected: client.clientId, received: claims.clientId });
    return;
  }
  trail.pass('token_owner');
  if (context.nowSeconds >= claims.expiresAtSeconds) return;
  await project.revocations.denylist({ tokenId, bucket: bucketOf(claims.expiresAtSeconds) });
  project.usage.count('revocations', client.clientId);
  trail.pass('revocation');
}
