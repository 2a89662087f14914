// The typed client of the management API, made from the table of operations.

import { errorBody } from './errors.ts';
import {
  type Operation,
  type OperationId,
  operations,
  type RequestOf,
  type ResponseOf,
} from './operations/index.ts';

/** The API refused: `status` is the HTTP status, `id` the slug, `requestId` what to name in a report. */
export class ManagementError extends Error {
  override readonly name = 'ManagementError';
  readonly status: number;
  readonly id: string;
  readonly reason: string | undefined;
  readonly requestId: string | undefined;

  constructor(refusal: {
    status: number;
    id: string;
    message: string;
    reason?: string | undefined;
    requestId?: string | undefined;
  }) {
    super(refusal.message);
    this.status = refusal.status;
    this.id = refusal.id;
    this.reason = refusal.reason;
    this.requestId = refusal.requestId;
  }
}

/** Nothing answered, or something that is not the management API. */
export class ManagementUnreachable extends Error {
  override readonly name = 'ManagementUnreachable';
}

export interface ManagementClientOptions {
  /** Base URL of the API, such as `http://localhost:4000/api`; no trailing slash. */
  readonly baseUrl: string;
  /** Bearer credential: a workspace key, a project key, or a member's access token. */
  readonly token?: string | (() => string | Promise<string>);
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMilliseconds?: number;
}

export interface ManagementClient {
  /**
   * Calls one operation.
   * @returns its answer, checked against the contract.
   * @throws {ManagementError} where the API refuses; {ManagementUnreachable} where it does not answer.
   */
  call<Id extends OperationId>(operationId: Id, request: RequestOf<Id>): Promise<ResponseOf<Id>>;
}

function partOf(request: object, name: 'params' | 'query' | 'body'): unknown {
  return Object.hasOwn(request, name) ? Reflect.get(request, name) : undefined;
}

function entriesOf(request: object, name: 'params' | 'query'): [string, unknown][] {
  return Object.entries(partOf(request, name) ?? {});
}

/** @returns the operation's URL with its parameters escaped. */
function buildOperationUrl(baseUrl: string, operation: Operation, request: object): URL {
  const params = new Map(entriesOf(request, 'params'));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name) ?? '')),
  );
  const url = new URL(`${baseUrl}${path}`);
  for (const [name, value] of entriesOf(request, 'query')) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new ManagementUnreachable(
      `${response.url} answered ${response.status} with something that is not JSON: is it the management API?`,
      { cause },
    );
  }
}

function buildRefusal(status: number, body: unknown): ManagementError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) {
    return new ManagementError({ status, id: 'unknown', message: `The answer was ${status}.` });
  }
  const { id, message, reason, request } = parsed.data.error;
  return new ManagementError({ status, id, message, reason, requestId: request });
}

// Fields that this release does not know yet stay in the answer: the reader may print them.
function isAnswer<Id extends OperationId>(operationId: Id, body: unknown): body is ResponseOf<Id> {
  return operations[operationId].response.safeParse(body).success;
}

/** Makes a client. It follows no redirect, so the credential reaches `baseUrl` and nothing else. */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const send = options.fetch ?? globalThis.fetch;

  async function callOperation(operation: Operation, request: object): Promise<unknown> {
    const url = buildOperationUrl(options.baseUrl, operation, request);
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    const hasBody = operation.body !== undefined;
    const response = await send(url, {
      method: operation.method,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMilliseconds ?? 30_000),
      headers: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
      },
      ...(hasBody ? { body: JSON.stringify(partOf(request, 'body')) } : {}),
    }).catch((cause: unknown) => {
      throw new ManagementUnreachable(`${options.baseUrl} does not answer.`, { cause });
    });
    const body = await readJson(response);
    if (!response.ok) throw buildRefusal(response.status, body);
    return body;
  }

  async function call<Id extends OperationId>(
    operationId: Id,
    request: RequestOf<Id>,
  ): Promise<ResponseOf<Id>> {
    const answer = await callOperation(operations[operationId], request);
    if (isAnswer(operationId, answer)) return answer;
    throw new ManagementUnreachable(
      `${options.baseUrl} answered ${operationId} in another form than agreed: client and server are of different releases.`,
    );
  }
  return { call };
}
