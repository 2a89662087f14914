// Alive: this process runs; it asks nobody. Ready: it can serve, which takes a database that answers.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export interface HealthProbe {
  /** Resolves when the database has answered; rejects when it has not. */
  readonly askDatabase: () => Promise<unknown>;
  readonly isStopping: () => boolean;
}

const readyMilliseconds = 1000;

/** Answers `/health/alive` and `/health/ready`. @returns false for every other path, unanswered. */
export function answerHealth(path: string, response: ServerResponse, probe: HealthProbe): boolean {
  if (path === '/health/alive') {
    send(response, 200, 'ok');
    return true;
  }
  if (path !== '/health/ready') return false;
  void answerReady(response, probe);
  return true;
}

/** The listener until everything is open: alive, and not ready. */
export const answerStarting: RequestListener = (request: IncomingMessage, response) => {
  if (request.url === '/health/alive') {
    send(response, 200, 'ok');
    return;
  }
  response.setHeader('retry-after', '1');
  send(response, 503, 'starting');
};

async function answerReady(response: ServerResponse, probe: HealthProbe): Promise<void> {
  if (probe.isStopping()) {
    send(response, 503, 'stopping');
    return;
  }
  const isReady = await answersInTime(probe.askDatabase);
  send(response, isReady ? 200 : 503, isReady ? 'ok' : 'no database');
}

function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), readyMilliseconds);
  const answered = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, promise]).finally(() => clearTimeout(timer));
}

function send(response: ServerResponse, status: number, state: string): void {
  const body = JSON.stringify({ status: state });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
