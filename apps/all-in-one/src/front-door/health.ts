// Alive: this process runs; it asks nobody. Ready: it can serve, which takes a database that answers.

import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HealthProbe {
  /** Resolves when the database has answered; rejects when it has not. */
  readonly askDatabase: () => Promise<unknown>;
  readonly isStopping: () => boolean;
}

const readyMilliseconds = 1000;

export function answerAlive(response: ServerResponse): void {
  send(response, 200, { status: 'ok' });
}

export async function answerReady(response: ServerResponse, probe: HealthProbe): Promise<void> {
  if (probe.isStopping()) return send(response, 503, { status: 'stopping' });
  const isReady = await answersInTime(probe.askDatabase);
  send(response, isReady ? 200 : 503, isReady ? { status: 'ok' } : { status: 'no database' });
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), readyMilliseconds);
  const answered = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, promise]).finally(() => clearTimeout(timer));
}

/** What every request is answered until everything is open. */
export function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/health/alive') {
    answerAlive(response);
    return;
  }
  response.setHeader('retry-after', '1');
  send(response, 503, { status: 'starting' });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
