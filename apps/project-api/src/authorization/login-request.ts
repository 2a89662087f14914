// What a login or registration flow says of the authorization request that it belongs to: Ory's
// OAuth2LoginRequest, as far as anybody at the page may know it.

import { sha256Base64url } from '@gatehouse/keys';
import { parseChallenge } from '@gatehouse/token-engine';
import type { PendingAuthorization } from '@gatehouse/token-engine/ports';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { openBrowser } from './browser.ts';
import { describeRedirectTarget } from './redirect-target.ts';

/** @returns the members of the flow document; none where the request is gone, or was begun in another browser. */
export async function describeLoginRequest(
  challenge: string,
  request: ProjectRequest,
  context: RouteContext,
) {
  const pending = await findPendingLogin(challenge, request, context);
  if (pending === undefined) return {};
  const asked = pending.request;
  const client = await request.project.clients.find(asked.clientId);
  return {
    oauth2_redirect_origin: describeRedirectTarget(asked.redirectUri).origin,
    oauth2_login_request: {
      challenge,
      client: {
        client_id: asked.clientId,
        client_name: client?.name ?? '',
        client_uri: client?.metadata.client_uri ?? '',
        logo_uri: client?.metadata.logo_uri ?? '',
        policy_uri: client?.metadata.policy_uri ?? '',
        tos_uri: client?.metadata.tos_uri ?? '',
      },
      oidc_context: {
        acr_values: asked.acrValues,
        display: '',
        login_hint: asked.loginHint ?? '',
        ui_locales: asked.uiLocales,
      },
      request_url: asked.requestUrl,
      requested_access_token_audience: asked.audience,
      requested_scope: asked.scope,
      session_id: pending.login?.sessionId ?? '',
      skip: pending.login !== undefined,
      subject: pending.login?.subject ?? asked.hintedSubject ?? '',
    },
  };
}

async function findPendingLogin(
  challenge: string,
  request: ProjectRequest,
  context: RouteContext,
): Promise<PendingAuthorization | undefined> {
  const parsed = parseChallenge(challenge, sha256Base64url);
  const pending = parsed && (await request.project.authorizations.find(parsed.requestId));
  const isOpen =
    pending?.stage === 'login' &&
    pending.secretHash === parsed?.secretHash &&
    pending.browserHash === openBrowser(request, context).hash &&
    context.clock.nowSeconds() < pending.expiresAtSeconds;
  return isOpen ? pending : undefined;
}
