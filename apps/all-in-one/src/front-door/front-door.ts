// One port for everything: what came from outside is cleaned, its address resolved, and the request handed
// to the plane that serves it. It decides nothing else.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isAccountExperience } from '@gatehouse/account-experience/server';
import { type Addressing, createAddressResolver } from '@gatehouse/protocol';
import { answerHealth, type HealthProbe, parseRequestTarget } from '@gatehouse/runtime';
import { stripForwardingHeaders } from './strip-headers.ts';

export interface FrontDoorOptions {
  readonly addressing: Addressing;
  readonly health: HealthProbe;
  readonly projectApi: RequestListener;
  readonly controlPlane: RequestListener;
  /** The hosted pages of the projects. */
  readonly accountExperience: RequestListener;
}

/** @returns the listener of the public port. */
export function createFrontDoor(options: FrontDoorOptions): RequestListener {
  const resolve = createAddressResolver(options.addressing);
  return (request, response) => {
    stripForwardingHeaders(request);
    const target = parseRequestTarget(request.url ?? '');
    if (typeof target === 'string') {
      // The project API says what is wrong with a target.
      options.projectApi(request, response);
      return;
    }
    if (answerHealth(target.path, response, options.health)) return;
    const address = resolve(target.host ?? request.headers.host, target.path);
    if (address.kind === 'management') {
      // The absolute form has done its work.
      request.url = target.path + target.query;
      options.controlPlane(request, response);
      return;
    }
    if (isAccountExperience(address)) {
      options.accountExperience(request, response);
      return;
    }
    if (address.kind === 'console' && address.path === '/') {
      answerRoot(request, response);
      return;
    }
    options.projectApi(request, response);
  };
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
