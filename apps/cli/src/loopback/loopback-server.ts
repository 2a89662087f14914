// A server on this machine alone, for redirects of the browser (RFC 8252 section 7.3). Names other than
// its own are refused: no page elsewhere reaches it through a name that resolves to this machine.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CommandError, reasonOf } from '../terminal/command-error.ts';

export interface LoopbackRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The cookies by name; of two with one name the first. */
  readonly cookies: ReadonlyMap<string, string>;
}

export interface LoopbackAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoopbackServer {
  readonly port: number;
  /** Ends every connection that is still open. */
  close(): Promise<void>;
}

export interface LoopbackOptions {
  /** 0: any free one. */
  readonly port: number;
  /** A host beside those of this machine that may stand in requests: the redirect URI's. */
  readonly host: string | undefined;
  readonly serve: (request: LoopbackRequest) => Promise<LoopbackAnswer>;
}

const ownHostPattern = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

function parseCookies(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return value.length === 0 ? [] : [[name.trim(), value.join('=').trim()] as const];
  });
  return new Map(pairs.toReversed());
}

function parseRequest(request: IncomingMessage): LoopbackRequest | undefined {
  const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
  if (url === null) return undefined;
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    cookies: parseCookies(request.headers.cookie),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: LoopbackOptions,
): Promise<void> {
  const { host = '' } = request.headers;
  const parsed = parseRequest(request);
  const isOurs = ownHostPattern.test(host) || host === options.host;
  if (parsed === undefined || !isOurs) {
    response.writeHead(isOurs ? 400 : 421, { connection: 'close' }).end();
    return;
  }
  const { status, headers, body } = await options.serve(parsed);
  response.writeHead(status, { ...headers, connection: 'close' });
  response.end(parsed.method === 'HEAD' ? undefined : body);
}

function explainListening(error: Error, port: number): CommandError {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new CommandError(
      `Port ${port} of this machine is in use: stop what runs there, or take another one with --port.`,
    );
  }
  return new CommandError(`Port ${port} cannot be opened: ${reasonOf(error)}`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explainListening(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? port : address.port);
    });
  });
}

/**
 * Serves on 127.0.0.1.
 * @throws CommandError where the port is taken.
 */
export async function serveOnLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
