// The client credentials grant: RFC 6749 section 4.4. Nobody's identity stands behind it, so it never
// yields openid or offline access, and no refresh token (section 4.4.3).

import type { IssuancePlan } from '../issuance/issuance-plan.ts';
import { isOfflineScope, isScopeAllowed, parseScope } from '../parameters/scope.ts';
import type { Trail } from '../trace/trail.ts';
import { decideAudience } from './decide-audience.ts';
import { type Decision, defineGrantType } from './grant-type.ts';

interface ClientCredentialsRequest {
  /** undefined: the request names none. */
  readonly scope: readonly string[] | undefined;
  readonly audience: readonly string[];
}

export function decideClientCredentials(
  input: Decision<ClientCredentialsRequest, undefined>,
  trail: Trail,
): IssuancePlan {
  const { client, request } = input;
  if (client.isPublic) {
    throw trail.refuse('client_public_for_client_credentials', 'client_type', {
      expected: 'a confidential client',
      received: 'a public client',
    });
  }
  return {
    redeem: { kind: 'nothing' },
    grant: undefined,
    accessToken: {
      subject: client.clientId,
      scope: decideScope(input, trail),
      audience: decideAudience(request.audience, client.audience, trail),
      lifetimeSeconds: client.lifetimes.client_credentials.accessTokenSeconds,
      addedClaims: {},
    },
    idToken: undefined,
    refreshToken: undefined,
  };
}

function decideScope(
  { request, client, settings }: Decision<ClientCredentialsRequest, undefined>,
  trail: Trail,
): readonly string[] {
  if (request.scope === undefined) {
    const granted = settings.grantsAllowedScopeByDefault
      ? [...client.scope].filter(isForClients)
      : [];
    trail.pass('requested_scope', 'none');
    return granted;
  }
  for (const name of request.scope) {
    if (!isForClients(name)) {
      throw trail.refuse('scope_needs_an_identity', 'requested_scope', { received: name });
    }
    if (!isScopeAllowed(name, client.scope)) {
      throw trail.refuse('scope_not_allowed', 'requested_scope', {
        expected: [...client.scope].join(' '),
        received: name,
      });
    }
  }
  trail.pass('requested_scope', request.scope.join(' '));
  return request.scope;
}

function isForClients(name: string): boolean {
  return name !== 'openid' && !isOfflineScope(name);
}

export const clientCredentials = defineGrantType<ClientCredentialsRequest, undefined>({
  name: 'client_credentials',
  parameters: { scope: 4096, audience: 4096 },
  parse(parameters, trail) {
    const scope = parameters.get('scope');
    return {
      scope: scope === undefined ? undefined : parseScope(scope, trail),
      audience: (parameters.get('audience') ?? '').split(' ').filter((name) => name !== ''),
    };
  },
  load: async () => undefined,
  decide: decideClientCredentials,
});
