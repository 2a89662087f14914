// How refusals look: the status and the challenge by error code, and the body in the form that belongs to
// the route. Decided here and nowhere else.

import type { OAuthErrorCode } from '@gatehouse/protocol';
import type { OAuthError, RejectionSlug } from '@gatehouse/token-engine';
import { buildJsonAnswer, type HttpAnswer } from './http-answer.ts';
import type { RefusalDetails } from './refusal.ts';

/**
 * `oauth`: RFC 6749 section 5.2. `admin`: the same with Ory's additions (errorOAuth2). `herodot`: Ory's
 * other form, of key sets and of everything that is no OAuth endpoint.
 */
export type ErrorForm = 'oauth' | 'admin' | 'herodot';

/** RFC 6749 section 5.2, RFC 6750 section 3.1; RFC 9110 section 15.5.2 wants a challenge with every 401. */
const errorStatus: Readonly<Record<OAuthErrorCode, number>> = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  access_denied: 403,
  unsupported_response_type: 400,
  unsupported_token_type: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  consent_required: 400,
  login_required: 400,
  authorization_pending: 400,
  slow_down: 400,
  expired_token: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
  unapproved_software_statement: 400,
  missing_proof: 400,
  server_error: 500,
  temporarily_unavailable: 503,
};

/** RFC 6749 section 5.2: what a token endpoint refuses is 400, this too. */
const rejectionStatus: Readonly<Partial<Record<RejectionSlug, number>>> = { device_denied: 400 };

/** RFC 6750 section 3.1: without a token no error is named; too little scope is challenged with its 403. */
const bearerChallenges: Readonly<Partial<Record<RejectionSlug, string>>> = {
  access_token_missing: 'Bearer realm="gatehouse"',
  registration_token_missing: 'Bearer realm="gatehouse"',
  credential_scope_missing:
    'Bearer realm="gatehouse", error="insufficient_scope", scope="openid userinfo_credential_draft_00"',
  openid_scope_missing: 'Bearer realm="gatehouse", error="insufficient_scope", scope="openid"',
};

const retryAfterSeconds = '2';
export const traceHeader = 'gatehouse-trace-id';

export const storeUnavailable: RefusalDetails = {
  status: 503,
  code: 'temporarily_unavailable',
  description: 'The service is temporarily unavailable. Try again.',
};

/** A fault of ours: its id leads to the log, its message leaves the house with nobody. */
export const unexpectedFault: RefusalDetails = {
  status: 500,
  code: 'server_error',
  description: 'An unexpected fault happened. Its id is in the log.',
};

/** @returns what the engine refused, as the edge renders it. */
export function describeRefusal(error: OAuthError): RefusalDetails {
  const details = {
    status: rejectionStatus[error.rejection] ?? errorStatus[error.code],
    code: error.code,
    description: error.description,
  };
  const challenge = bearerChallenges[error.rejection];
  if (challenge === undefined) return details;
  return { ...details, headers: { 'www-authenticate': challenge } };
}

/** @param id the trace, or the request where there is no trace. */
export function buildErrorAnswer(
  form: ErrorForm,
  details: RefusalDetails,
  id?: string,
): HttpAnswer {
  return buildJsonAnswer(buildErrorBody(form, details, id), {
    status: details.status,
    headers: {
      ...(id === undefined ? {} : { [traceHeader]: id }),
      ...(details.status === 401 ? { 'www-authenticate': buildChallenge(details) } : {}),
      ...(details.status === 503 ? { 'retry-after': retryAfterSeconds } : {}),
      ...details.headers,
    },
  });
}

function buildChallenge({ code }: RefusalDetails): string {
  return code === 'invalid_client'
    ? 'Basic realm="gatehouse", charset="UTF-8"'
    : `Bearer realm="gatehouse", error="${code}"`;
}

function buildErrorBody(form: ErrorForm, details: RefusalDetails, id: string | undefined): unknown {
  const { code, description, hint, status } = details;
  if (form === 'herodot') {
    return {
      error: {
        code: status,
        status: statusNames[status] ?? 'Error',
        message: description,
        ...(hint === undefined ? {} : { reason: hint }),
        ...(details.id === undefined ? {} : { id: details.id }),
        ...(id === undefined ? {} : { request: id }),
      },
    };
  }
  return {
    error: code,
    error_description: description,
    ...(form === 'admin' && hint !== undefined ? { error_hint: hint } : {}),
    ...(form === 'admin' ? { status_code: status } : {}),
    ...(id === undefined ? {} : { trace_id: id }),
  };
}

export const statusNames: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
