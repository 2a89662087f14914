// The checks of the authorization endpoint in their order: RFC 6749 section 4.1.1, OpenID Connect Core
// section 3.1.2.2. Before the redirect URI is proven a refusal is a page; after it, a redirect.

import type { Client } from '../clients/client.ts';
import { type FormParameters, ParameterSet } from '../parameters/parameter-set.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { checkAudience, splitWords } from './check-audience.ts';
import { checkAuthorizationScope } from './check-authorization-scope.ts';
import { checkPkceChallenge } from './check-pkce.ts';
import { checkMaxAge, checkPrompt } from './check-prompt.ts';
import { checkRedirectUri } from './check-redirect-uri.ts';
import { checkResponseType } from './check-response-type.ts';
import { readIdTokenHint } from './id-token-hint.ts';
import type { VerifiedRedirect } from './verified-redirect.ts';

const parametersOfAuthorization = {
  acr_values: 1024,
  audience: 4096,
  client_id: 255,
  code_challenge: 128,
  code_challenge_method: 16,
  id_token_hint: 8192,
  login_hint: 512,
  max_age: 16,
  nonce: 1024,
  prompt: 64,
  redirect_uri: 2048,
  request: 16_384,
  request_uri: 2048,
  response_mode: 32,
  response_type: 64,
  scope: 4096,
  state: 4096,
  ui_locales: 256,
};

/** A client and a redirect URI that belongs to it: from here on refusals go back to the client. */
export interface ProvenRedirect {
  readonly client: Client;
  readonly redirect: VerifiedRedirect;
  readonly namesRedirectUri: boolean;
  readonly parameters: ParameterSet;
}

/** The checks whose refusal is a page: RFC 6749 section 4.1.2.1. */
export async function proveRedirectUri(
  form: FormParameters,
  project: ProjectRuntime,
  trail: Trail,
): Promise<ProvenRedirect> {
  const parameters = ParameterSet.parse(form, parametersOfAuthorization, trail);
  const clientId = parameters.require('client_id', trail);
  trail.clientId = clientId;
  const client = await project.clients.find(clientId);
  if (client === undefined) {
    throw trail.refuse('authorization_client_unknown', 'client', { received: clientId });
  }
  trail.pass('client', clientId);
  const named = parameters.get('redirect_uri');
  const isOpenId = (parameters.get('scope') ?? '').split(' ').includes('openid');
  return {
    client,
    redirect: {
      uri: checkRedirectUri(named, client, { isOpenId, trail }),
      state: parameters.get('state'),
      issuer: project.project.issuer,
    },
    namesRedirectUri: named !== undefined,
    parameters,
  };
}

/** All other checks, in the order in which a developer wants to hear of them. */
export async function parseAuthorizationRequest(
  requestUrl: string,
  { client, redirect, namesRedirectUri, parameters }: ProvenRedirect,
  { project, trail }: { project: ProjectRuntime; trail: Trail },
): Promise<AuthorizationRequest> {
  checkResponseType(parameters, client, trail);
  refuseRequestObjects(parameters, trail);
  const hint = parameters.get('id_token_hint');
  return {
    clientId: client.clientId,
    redirectUri: redirect.uri,
    namesRedirectUri,
    scope: checkAuthorizationScope(parameters, client, trail),
    audience: checkAudience(parameters, client, trail),
    state: redirect.state,
    nonce: parameters.get('nonce'),
    codeChallenge: checkPkceChallenge(parameters, client, trail),
    prompt: checkPrompt(parameters, trail),
    maxAgeSeconds: checkMaxAge(parameters, trail),
    loginHint: parameters.get('login_hint'),
    uiLocales: splitWords(parameters.get('ui_locales')),
    acrValues: splitWords(parameters.get('acr_values')),
    hintedSubject: await readIdTokenHint(hint, { project, client }, trail),
    requestUrl,
  };
}

/** OpenID Connect Core section 3.1.2.6: what is not supported is refused, never ignored. */
function refuseRequestObjects(parameters: ParameterSet, trail: Trail): void {
  for (const name of ['request', 'request_uri']) {
    if (parameters.get(name) === undefined) continue;
    throw trail.refuse(
      name === 'request' ? 'request_object_unsupported' : 'request_uri_unsupported',
      'request_object',
      { expected: 'plain parameters' },
    );
  }
}
