// How a request ended, as a client can tell.

import type { HttpAnswer } from '@gatehouse/protocol-tests/drivers';

/** No answer came: the request may have been carried out, or not. */
const cut = /ECONNRESET|ECONNREFUSED|EPIPE|socket hang up|aborted/;
/** An answer that says to come again; page walks of the driver name it in their error. */
const unavailable = /\b50[23]\b/;

export type Disturbance = 'cut' | 'unavailable';

/** @returns what kept the request from being served; undefined where it was served. */
export function disturbanceOf(result: HttpAnswer | Error): Disturbance | undefined {
  if (!(result instanceof Error)) {
    return result.status === 502 || result.status === 503 ? 'unavailable' : undefined;
  }
  if (cut.test(String(result))) return 'cut';
  if (unavailable.test(result.message)) return 'unavailable';
  throw result;
}

/** The answer, or the error of a connection. */
export function settle(request: Promise<HttpAnswer>): Promise<HttpAnswer | Error> {
  return request.catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
}

/** Thrown by an action that a fault kept from being served. */
export class Disturbed extends Error {
  override readonly name = 'Disturbed';
  readonly disturbance: Disturbance;

  constructor(disturbance: Disturbance) {
    super(disturbance);
    this.disturbance = disturbance;
  }
}

/** @returns the answer. @throws Disturbed where a fault was in the way. */
export async function served(request: Promise<HttpAnswer>): Promise<HttpAnswer> {
  const result = await settle(request);
  const disturbance = disturbanceOf(result);
  if (result instanceof Error || disturbance !== undefined) {
    throw new Disturbed(disturbance ?? 'cut');
  }
  return result;
}

export function isInvalidGrant(answer: HttpAnswer): boolean {
  return answer.status === 400 && answer.json()['error'] === 'invalid_grant';
}

/** @throws where the answer has another status; names the request. */
export function expectStatus(answer: HttpAnswer, status: number, request: string): void {
  if (answer.status === status) return;
  throw new Error(`request ${request} was answered with ${answer.describe()}`);
}
