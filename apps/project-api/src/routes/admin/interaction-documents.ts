// What pages of the project's own are told, in Ory's JSON: OAuth2LoginRequest, OAuth2ConsentRequest and
// OAuth2ConsentSession.

import type { ConsentRow } from '@gatehouse/database';
import type { ClientDocument } from '@gatehouse/protocol';
import type { PendingAuthorization } from '@gatehouse/token-engine/ports';

export interface AskedInteraction {
  readonly challenge: string;
  readonly pending: PendingAuthorization;
  readonly client: ClientDocument;
}

export function buildLoginRequest({ challenge, pending, client }: AskedInteraction) {
  const known = pending.login;
  return {
    ...buildCommonMembers(pending, client),
    challenge,
    session_id: known?.sessionId ?? '',
    // The browser is known by a login that this page wanted to be remembered: it says whether that still counts.
    skip: known !== undefined,
    subject: known?.subject ?? pending.request.hintedSubject ?? '',
  };
}

export function buildConsentRequest({ challenge, pending, client }: AskedInteraction) {
  const { login, requestId } = pending;
  return {
    ...buildCommonMembers(pending, client),
    challenge,
    consent_request_id: requestId,
    acr: login?.acr ?? '',
    amr: login?.amr ?? [],
    context: login?.context ?? {},
    login_challenge: '',
    login_session_id: login?.sessionId ?? '',
    // The page is only sent somebody whose approval is missing.
    skip: false,
    subject: login?.subject ?? '',
  };
}

function buildCommonMembers({ request }: PendingAuthorization, client: ClientDocument) {
  return {
    client,
    oidc_context: {
      acr_values: request.acrValues,
      display: '',
      login_hint: request.loginHint ?? '',
      ui_locales: request.uiLocales,
      ...(request.hintedSubject === undefined
        ? {}
        : { id_token_hint_claims: { sub: request.hintedSubject } }),
    },
    request_url: request.requestUrl,
    requested_access_token_audience: request.audience,
    requested_scope: request.scope,
  };
}

/** @param client undefined where it has been deleted since. */
export function buildConsentSession(
  row: ConsentRow,
  client: ClientDocument | undefined,
  nowSeconds: number,
) {
  const { remembered, grantedAt } = row;
  const until = remembered?.until;
  const leftSeconds =
    until === undefined ? 0 : Math.max(1, Math.floor(until.getTime() / 1000) - nowSeconds);
  return {
    consent_request_id: row.grantId ?? '',
    consent_request: {
      challenge: '',
      client: client ?? { client_id: row.clientId },
      requested_scope: row.scope,
      requested_access_token_audience: row.audience,
      skip: false,
      subject: row.subject,
    },
    context: {},
    grant_scope: row.scope,
    grant_access_token_audience: row.audience,
    handled_at: grantedAt.toISOString(),
    remember: remembered !== undefined,
    remember_for: leftSeconds,
    session: { access_token: row.accessTokenClaims, id_token: row.idTokenClaims },
  };
}
