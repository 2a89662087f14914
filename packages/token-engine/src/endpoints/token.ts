// The token endpoint: RFC 6749 section 3.2.

import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/presented-credentials.ts';
import { grantTable } from '../grants/grant-table.ts';
import { commitIssuance } from '../issuance/commit-issuance.ts';
import type { TokenResponse } from '../issuance/token-response.ts';
import { clientParameters, ParameterSet } from '../parameters/parameter-set.ts';
import type { EndpointContext } from './endpoint-context.ts';

const ownParameters = { ...clientParameters, grant_type: 255 };

export async function serveToken(
  request: ClientRequest,
  context: EndpointContext,
): Promise<TokenResponse> {
  const { trail } = context;
  const named = ParameterSet.parse(request.form, ownParameters, trail).require('grant_type', trail);
  trail.grantType = named;
  const grantType = grantTable.get(named);
  if (grantType === undefined) {
    throw trail.refuse('grant_type_unknown', 'grant_type', {
      expected: [...grantTable.keys()].join(' '),
      received: named,
    });
  }
  const client = await authenticateClient(request, context, trail);
  if (!client.grantTypes.has(grantType.name)) {
    throw trail.refuse('grant_type_not_allowed', 'grant_type', {
      expected: [...client.grantTypes].join(' '),
      received: named,
    });
  }
  trail.pass('grant_type', named);
  const parameters = ParameterSet.parse(request.form, grantType.parameters, trail);
  const plan = await grantType.plan(parameters, { ...context, client }, trail);
  return commitIssuance(plan, { ...context, client }, trail);
}
