// The trail of one protocol request. Each check leaves its mark, and every refusal is made here, so that
// none can lack its trace.

import { OAuthError } from '../errors/oauth-error.ts';
import type { RejectionSlug } from '../errors/rejection-table.ts';
import type { EndpointName, Trace, TraceCheck } from './trace.ts';

/** Longest text of a client's that a trace keeps. */
const maxReceivedLength = 200;

export class Trail {
  readonly traceId: string;
  readonly endpoint: EndpointName;
  readonly atMilliseconds: number;
  clientId: string | undefined;
  grantType: string | undefined;
  readonly #checks: TraceCheck[] = [];

  constructor(start: { traceId: string; endpoint: EndpointName; atMilliseconds: number }) {
    this.traceId = start.traceId;
    this.endpoint = start.endpoint;
    this.atMilliseconds = start.atMilliseconds;
  }

  /** A check was passed. `received` only where it helps; never a secret. */
  pass(check: string, received?: string): void {
    this.#checks.push(
      received === undefined
        ? { check, passed: true }
        : { check, passed: true, received: shorten(received) },
    );
  }

  /** A check failed without refusing the request: why a token is not live. */
  fail(check: string, difference: { expected?: string; received?: string } = {}): void {
    this.#checks.push(buildFailure(check, difference));
  }

  /**
   * A check refused the request. @returns the error to throw. No text may hold a secret; `description` is
   * for the client, where it should hear more than the table says.
   */
  refuse(
    rejection: RejectionSlug,
    check: string,
    difference: { expected?: string; received?: string; description?: string } = {},
  ): OAuthError {
    this.#checks.push(buildFailure(check, difference));
    return new OAuthError(rejection, difference.description);
  }

  /** @returns the finished trace. */
  finish(outcome: Trace['outcome']): Trace {
    return {
      traceId: this.traceId,
      endpoint: this.endpoint,
      atMilliseconds: this.atMilliseconds,
      clientId: this.clientId,
      grantType: this.grantType,
      outcome,
      checks: this.#checks,
    };
  }
}

function buildFailure(
  check: string,
  difference: { expected?: string; received?: string },
): TraceCheck {
  return {
    check,
    passed: false,
    ...(difference.expected === undefined ? {} : { expected: shorten(difference.expected) }),
    ...(difference.received === undefined ? {} : { received: shorten(difference.received) }),
  };
}

function shorten(text: string): string {
  return text.length > maxReceivedLength ? `${text.slice(0, maxReceivedLength)}…` : text;
}
