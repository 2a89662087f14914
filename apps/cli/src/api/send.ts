// The one place that sends HTTP. No redirect is followed: a key never travels to an address that it was
// not meant for.

import { CommandError, reasonOf } from '../terminal/command-error.ts';

const timeoutMilliseconds = 30_000;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly authorization: string | undefined;
  /** Sent as JSON, or as a form where it is one. */
  readonly body?: unknown;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where the answer has no body. */
  readonly body: unknown;
}

function causesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const nested = error instanceof AggregateError ? error.errors : [];
  return [...code, ...[error.cause, ...nested].flatMap(causesOf)];
}

/** Says in one sentence why an address could not be reached. */
export function explainUnreachable(error: unknown, address: string): CommandError {
  const { origin } = new URL(address);
  const causes = causesOf(error);
  if (causes.includes('ECONNREFUSED')) {
    return new CommandError(`No Gatehouse answers at ${origin}; start one with \`npm start\`.`);
  }
  if (causes.includes('ENOTFOUND') || causes.includes('EAI_AGAIN')) {
    return new CommandError(`There is no host ${new URL(address).hostname}. Check GATEHOUSE_URL.`);
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new CommandError(`${origin} did not answer within 30 seconds.`);
  }
  const reason = causes[0] ?? reasonOf(error);
  return new CommandError(`The connection to ${origin} failed (${reason}).`);
}

function encodeBody(body: unknown): { type: string | undefined; text: string | undefined } {
  if (body === undefined) return { type: undefined, text: undefined };
  if (body instanceof URLSearchParams) {
    return { type: 'application/x-www-form-urlencoded', text: body.toString() };
  }
  return { type: 'application/json', text: JSON.stringify(body) };
}

async function readBody(response: Response, url: string): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(
      `${new URL(url).origin} answered with ${response.status} and no JSON: is it a Gatehouse? Check GATEHOUSE_URL.`,
    );
  }
}

/**
 * @returns the answer, whatever its status.
 * @throws CommandError where nothing answers, or something else than JSON comes back.
 */
export async function sendRequest(request: ApiRequest): Promise<ApiResponse> {
  const { type, text } = encodeBody(request.body);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...(type !== undefined && { 'content-type': type }),
        ...(request.authorization !== undefined && { authorization: request.authorization }),
      },
      ...(text !== undefined && { body: text }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const body = await readBody(response, request.url);
    return { status: response.status, headers: response.headers, body };
  } catch (error) {
    throw error instanceof CommandError ? error : explainUnreachable(error, request.url);
  }
}
