// What the API refuses with. One table: slug, status, message. A refusal is made anew for each request
// and carries nothing but what its own caller may read.

import { STATUS_CODES } from 'node:http';
import type { ErrorBody, ErrorId } from '@gatehouse/contracts';

const refusals: Readonly<Record<ErrorId, { readonly code: number; readonly message: string }>> = {
  invalid_request: { code: 400, message: 'The request does not have the agreed form.' },
  unauthenticated: { code: 401, message: 'The request needs a valid credential.' },
  forbidden: { code: 403, message: 'The credential does not allow this.' },
  not_found: { code: 404, message: 'The requested resource does not exist.' },
  method_not_allowed: { code: 405, message: 'The resource does not know this method.' },
  conflict: { code: 409, message: 'The current state does not allow this.' },
  revision_conflict: { code: 409, message: 'The settings were changed in the meantime.' },
  body_too_large: { code: 413, message: 'The body is larger than 64 KiB.' },
  uri_too_long: { code: 414, message: 'The request target is too long.' },
  unsupported_media_type: { code: 415, message: 'The body must be application/json.' },
  too_many_requests: { code: 429, message: 'There were too many requests. Try again later.' },
  storage_unavailable: { code: 503, message: 'The storage does not answer. Try again shortly.' },
  internal_error: { code: 500, message: 'Something went wrong here. It was logged by its id.' },
};

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly id: ErrorId;
  readonly reason: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** `reason` says what to do; it never repeats a credential and never tells of another tenant. */
  constructor(id: ErrorId, reason?: string, headers: Readonly<Record<string, string>> = {}) {
    super(refusals[id].message);
    this.id = id;
    this.reason = reason;
    this.headers = headers;
  }
}

/** The same for what never existed, what is gone, and what belongs to somebody else. */
export function notFound(): Refusal {
  return new Refusal('not_found');
}

export interface ErrorAnswer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

/** Builds a fresh body: no object of one request is ever part of another's answer. */
export function buildErrorAnswer(refusal: Refusal, requestId: string): ErrorAnswer {
  const { code, message } = refusals[refusal.id];
  return {
    code,
    headers: refusal.headers,
    body: {
      error: {
        code,
        status: STATUS_CODES[code] ?? 'Error',
        message,
        ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
        request: requestId,
        id: refusal.id,
      },
    },
  };
}
