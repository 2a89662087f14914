// One port for everything: what came from outside is cleaned, its address resolved, and the request handed
// to the plane that serves it. It decides nothing else.

import type { RequestListener } from 'node:http';
import { isAccountExperience } from '@gatehouse/account-experience/server';
import { type Addressing, createAddressResolver } from '@gatehouse/protocol';
import {
  answerHealth,
  answerSecurityText,
  type ClientAddresses,
  type HealthProbe,
  parseRequestTarget,
} from '@gatehouse/runtime';
import { stripForwardingHeaders } from './strip-headers.ts';

export interface FrontDoorOptions {
  readonly addressing: Addressing;
  readonly clientAddresses: ClientAddresses;
  readonly health: HealthProbe;
  readonly securityContact: string | undefined;
  readonly projectApi: RequestListener;
  readonly controlPlane: RequestListener;
  /** The hosted pages of the projects. */
  readonly accountExperience: RequestListener;
  readonly console: RequestListener;
}

/** @returns the listener of the public port. */
export function createFrontDoor(options: FrontDoorOptions): RequestListener {
  const resolve = createAddressResolver(options.addressing);
  return (request, response) => {
    // Before the headers that say it are gone.
    options.clientAddresses.of(request);
    stripForwardingHeaders(request);
    const target = parseRequestTarget(request.url ?? '');
    if (typeof target === 'string') {
      // The project API says what is wrong with a target.
      options.projectApi(request, response);
      return;
    }
    if (answerHealth(target.path, response, options.health)) return;
    if (answerSecurityText(target.path, response, options.securityContact)) return;
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
    if (address.kind === 'console') {
      options.console(request, response);
      return;
    }
    options.projectApi(request, response);
  };
}
