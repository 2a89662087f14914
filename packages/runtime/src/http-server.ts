// The listening end: limits against slow and oversized requests, and a close that loses no answer.

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AnswerQueue } from './plain-http/answer-queue.ts';
import { PlainConnection } from './plain-http/plain-connection.ts';
import type { PlainHandler } from './plain-http/plain-request.ts';

export interface HttpServerOptions {
  readonly handler: RequestListener;
  /** Serves what it can of requests in their ordinary form, past node:http. */
  readonly plain?: PlainHandler | undefined;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface HttpServer {
  readonly port: number;
  /**
   * Takes no new connection, answers what has been asked, and resolves when the last connection is gone.
   * Idle connections are closed at once; a busy one when its answer is out.
   */
  close(): Promise<void>;
}

const limits = {
  // RFC 9110 section 5.4: beyond it Node answers 431.
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than that of the usual load balancers, so that they close first.
  keepAliveTimeout: 65_000,
};

/** How soon a connection is closed whose last answer is out. */
const closingMilliseconds = 20;

/** Listens. Rejects with the system's error, such as EADDRINUSE. */
export async function listenHttp(options: HttpServerOptions): Promise<HttpServer> {
  let isClosing = false;
  const server = createServer(limits, (request, response) => {
    if (isClosing) response.setHeader('connection', 'close');
    if (countHosts(request.rawHeaders) > 1) {
      response.writeHead(400, { connection: 'close' }).end();
      return;
    }
    options.handler(request, response);
  });
  const plainConnections =
    options.plain === undefined ? new Set<PlainConnection>() : servePlain(server, options.plain);
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      isClosing = true;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      // What was asked before is answered without `connection: close`, and idle then.
      const timer = setInterval(() => server.closeIdleConnections(), closingMilliseconds);
      server.close((error) => {
        clearInterval(timer);
        return error === undefined ? resolve() : reject(error);
      });
      server.closeIdleConnections();
      for (const connection of plainConnections) connection.end();
      return promise;
    },
  };
}

/**
 * Stands before node:http on each new connection, which gets it when a request comes that is not for the handler.
 * @returns the connections that node:http knows nothing of.
 */
function servePlain(server: Server, handler: PlainHandler): Set<PlainConnection> {
  const connections = new Set<PlainConnection>();
  const takers = server.listeners('connection');
  server.removeAllListeners('connection');
  const options = {
    handler,
    answers: new AnswerQueue(),
    firstRequestMilliseconds: limits.headersTimeout,
    keepAliveMilliseconds: limits.keepAliveTimeout,
    handOver(socket: Socket) {
      for (const take of takers) take.call(server, socket);
    },
    onGone: (connection: PlainConnection) => connections.delete(connection),
  };
  server.on('connection', (socket) => connections.add(new PlainConnection(socket, options)));
  return connections;
}

/** RFC 9112 section 3.2: two hosts lead to two places, so the request leads nowhere. Node would take the first. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}
