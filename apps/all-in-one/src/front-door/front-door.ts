// One port for everything: what came from outside is cleaned, its address resolved, and the request handed
// to the plane that serves it. It decides nothing else.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Addressing, createAddressResolver } from '@gatehouse/protocol';
import { parseRequestTarget } from '@gatehouse/runtime';
import { answerAlive, answerReady, type HealthProbe } from './health.ts';
import { stripForwardingHeaders } from './strip-headers.ts';

export interface FrontDoorOptions {
  readonly addressing: Addressing;
  readonly health: HealthProbe;
  readonly projectApi: RequestListener;
  readonly controlPlane: RequestListener;
}

/** @returns the listener of the public port. */
export function createFrontDoor(options: FrontDoorOptions): RequestListener {
  const resolve = createAddressResolver(options.addressing);
  return (request, response) => {
    if (namesTwoHosts(request)) {
      refuseTwoHosts(response);
      return;
    }
    stripForwardingHeaders(request);
    const target = parseRequestTarget(request.url ?? '');
    if (typeof target === 'string') {
      // The project API says what is wrong with a target.
      options.projectApi(request, response);
      return;
    }
    if (target.path.startsWith('/health/')) {
      answerHealth(target.path, response, options);
      return;
    }
    const address = resolve(target.host ?? request.headers.host, target.path);
    if (address.kind === 'management') {
      // The absolute form has done its work.
      request.url = target.path + target.query;
      options.controlPlane(request, response);
      return;
    }
    if (address.kind === 'console' && address.path === '/') {
      answerRoot(request, response);
      return;
    }
    options.projectApi(request, response);
  };
}

// RFC 9112 section 3.2: of two Host fields the server must not choose one, because whatever stands in
// front may have chosen the other. Node keeps the first and says nothing.
function namesTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

function refuseTwoHosts(response: ServerResponse): void {
  response.writeHead(400, {
    connection: 'close',
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  response.end(
    JSON.stringify({
      error: { code: 400, status: 'Bad Request', message: 'The request has more than one Host.' },
    }),
  );
}

function answerHealth(path: string, response: ServerResponse, { health }: FrontDoorOptions): void {
  switch (path) {
    case '/health/alive':
      answerAlive(response);
      return;
    case '/health/ready':
      void answerReady(response, health);
      return;
    default:
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"status":"unknown"}');
  }
}

function answerRoot(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(
    request.method === 'HEAD'
      ? ''
      : 'Gatehouse is running. The management API describes itself at /api/docs.\n',
  );
}
