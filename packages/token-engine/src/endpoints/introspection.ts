// Token introspection: RFC 7662. Clients learn about tokens issued to them or meant for them; the
// project's administrators about all of the project's. Everything else is inactive, without a reason.

import { authenticateClient } from '../client-auth/authenticate-client.ts';
import type { ClientRequest } from '../client-auth/presented-credentials.ts';
import type { AccessTokenClaims } from '../issuance/access-token-claims.ts';
import { checkLiveness } from '../liveness/check-liveness.ts';
import { readAccessToken } from '../liveness/read-access-token.ts';
import { isRefreshTokenLive, loadRefreshToken } from '../liveness/read-refresh-token.ts';
import {
  clientParameters,
  type FormParameters,
  ParameterSet,
} from '../parameters/parameter-set.ts';
import { isScopeAllowed } from '../parameters/scope.ts';
import type { RefreshTokenFacts } from '../ports/grants.ts';
import type { EndpointContext } from './endpoint-context.ts';

/** RFC 7662 section 2.2, with Ory's `token_use` and `ext`, the claims that the accepting page added. */
export type IntrospectionResponse =
  | { readonly active: false }
  | {
      readonly active: true;
      readonly aud: readonly string[];
      readonly client_id: string;
      readonly exp: number;
      readonly iat: number;
      readonly iss: string;
      readonly nbf: number;
      readonly scope: string;
      readonly sub: string;
      readonly token_type: 'Bearer';
      readonly token_use: 'access_token';
      readonly ext?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly active: true;
      readonly aud: readonly string[];
      readonly client_id: string;
      readonly exp: number;
      readonly iss: string;
      readonly scope: string;
      readonly sub: string;
      readonly token_use: 'refresh_token';
      readonly ext?: Readonly<Record<string, unknown>>;
    };

/** What decides who may learn of a token. A refresh token is meant for nobody but its client. */
interface Introspected {
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
}

const ownParameters = { token: 20_000, token_type_hint: 64, scope: 4096 };
const inactive: IntrospectionResponse = { active: false };

/** For authenticated, confidential clients. */
export async function serveIntrospection(
  request: ClientRequest,
  context: EndpointContext,
): Promise<IntrospectionResponse> {
  const { trail } = context;
  const parameters = ParameterSet.parse(
    request.form,
    { ...clientParameters, ...ownParameters },
    trail,
  );
  const client = await authenticateClient(request, context, trail);
  if (client.isPublic) {
    throw trail.refuse('introspection_by_public_client', 'client_type', {
      expected: 'a confidential client',
      received: 'a public client',
    });
  }
  const value = parameters.require('token', trail);
  context.project.usage.count('introspections', client.clientId);
  return introspect(value, context, (claims) => {
    if (claims.clientId === client.clientId || claims.audience.includes(client.clientId))
      return true;
    trail.fail('token_audience', {
      expected: client.clientId,
      received: claims.audience.join(' '),
    });
    return false;
  });
}

/** For administrators of the project, who have been authorized before. `scope` must be covered by the token. */
export async function serveAdminIntrospection(
  form: FormParameters,
  context: EndpointContext,
): Promise<IntrospectionResponse> {
  const { trail } = context;
  const parameters = ParameterSet.parse(form, ownParameters, trail);
  const value = parameters.require('token', trail);
  const wanted = (parameters.get('scope') ?? '').split(' ').filter((name) => name !== '');
  return introspect(value, context, (claims) => {
    const granted = new Set(claims.scope);
    const missing = wanted.find((name) => !isScopeAllowed(name, granted));
    if (missing === undefined) return true;
    trail.fail('token_scope', { expected: missing, received: claims.scope.join(' ') });
    return false;
  });
}

async function introspect(
  value: string,
  context: EndpointContext,
  mayLearn: (token: Introspected) => boolean,
): Promise<IntrospectionResponse> {
  const refreshToken = await loadRefreshToken(value, context.project);
  if (refreshToken !== undefined) return introspectRefreshToken(refreshToken, context, mayLearn);
  const token = await readAccessToken(value, context.project, context.trail);
  if (token === undefined || !mayLearn(token.claims)) return inactive;
  const facts = await checkLiveness(token, context, context.trail);
  if (facts === undefined) return inactive;
  const response = buildActiveResponse(token.claims, context.project.project.issuer);
  const ext = facts.accessTokenClaims;
  return ext === undefined ? response : { ...response, ext };
}

function introspectRefreshToken(
  token: RefreshTokenFacts,
  { project, nowSeconds, trail }: EndpointContext,
  mayLearn: (token: Introspected) => boolean,
): IntrospectionResponse {
  const { clientId, scope, grant } = token;
  if (!mayLearn({ clientId, scope, audience: [] })) return inactive;
  if (!isRefreshTokenLive(token, nowSeconds)) {
    trail.fail('token_revocation', { expected: 'an unused refresh token of a standing grant' });
    return inactive;
  }
  trail.pass('token_revocation');
  return {
    active: true,
    aud: grant.audience,
    client_id: clientId,
    exp: Math.min(token.expiresAtSeconds, grant.expiresAtSeconds),
    iss: project.project.issuer,
    scope: scope.join(' '),
    sub: grant.claims.subject,
    token_use: 'refresh_token',
    ...(Object.keys(grant.claims.accessToken).length === 0
      ? {}
      : { ext: grant.claims.accessToken }),
  };
}

function buildActiveResponse(claims: AccessTokenClaims, issuer: string) {
  return {
    active: true,
    aud: claims.audience,
    client_id: claims.clientId,
    exp: claims.expiresAtSeconds,
    iat: claims.issuedAtSeconds,
    iss: issuer,
    nbf: claims.issuedAtSeconds,
    scope: claims.scope.join(' '),
    sub: claims.subject,
    token_type: 'Bearer',
    token_use: 'access_token',
  } as const;
}
