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
  type PlainHandler,
  parseRequestTarget,
} from '@gatehouse/runtime';
import { stripForwardingHeaders } from './strip-headers.ts';

export interface FrontDoorOptions {
  readonly addressing: Addressing;
  readonly clientAddresses: ClientAddresses;
  readonly health: HealthProbe;
  readonly securityContact: string | undefined;
  readonly projectApi: { readonly handler: RequestListener; readonly plain: PlainHandler };
  readonly controlPlane: RequestListener;
  /** The hosted pages of the projects. */
  readonly accountExperience: RequestListener;
  readonly console: RequestListener;
}

export interface FrontDoor {
  readonly listener: RequestListener;
  /** The same door for requests in their ordinary form: they are the project API's, or go through the other. */
  readonly plain: PlainHandler;
}

export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const { clientAddresses, projectApi } = options;
  return {
    listener: createListener(options),
    plain: {
      ...projectApi.plain,
      serve(request) {
        // Before the headers that say it are gone.
        clientAddresses.of(request);
        stripForwardingHeaders(request);
        return projectApi.plain.serve(request);
      },
    },
  };
}

function createListener(options: FrontDoorOptions): RequestListener {
  const { projectApi } = options;
  const resolve = createAddressResolver(options.addressing);
  return (request, response) => {
    // Before the headers that say it are gone.
    options.clientAddresses.of(request);
    stripForwardingHeaders(request);
    const target = parseRequestTarget(request.url ?? '');
    if (typeof target === 'string') {
      // The project API says what is wrong with a target.
      projectApi.handler(request, response);
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
    projectApi.handler(request, response);
  };
}
