// From the environment to the one addressing mode of this installation.

import { type Addressing, isLoopbackHost } from '@gatehouse/protocol';
import type { Environment } from './env.ts';
import { StartError } from './start-error.ts';

/** @throws StartError where the origin is shared with the world and nobody said that this is wanted. */
export function decideAddressing(environment: Environment): Addressing {
  const origin = environment.GATEHOUSE_ORIGIN ?? `http://localhost:${environment.PORT}`;
  const { GATEHOUSE_PROJECTS_DOMAIN: projectsDomain } = environment;
  if (projectsDomain !== undefined) return decideHostMode(origin, projectsDomain);
  const addressing = { mode: 'path', origin } as const;
  if (
    !isLoopbackOnly(environment, addressing) &&
    environment.GATEHOUSE_SHARED_ORIGIN !== 'trusted'
  ) {
    throw new StartError(
      `All projects would share the origin ${origin}, and one cross-site-scripting hole in one would own them all: set GATEHOUSE_PROJECTS_DOMAIN to give each a host of its own, or GATEHOUSE_SHARED_ORIGIN=trusted where all of them are yours.`,
    );
  }
  return addressing;
}

function decideHostMode(consoleOrigin: string, projectsDomain: string): Addressing {
  const consoleHost = new URL(consoleOrigin).hostname;
  const isBelow = (inner: string, outer: string) => inner === outer || inner.endsWith(`.${outer}`);
  if (isBelow(consoleHost, projectsDomain) || isBelow(projectsDomain, consoleHost)) {
    throw new StartError(
      `The console ${consoleHost} and the projects below ${projectsDomain} would share cookies: give them different registrable domains.`,
    );
  }
  return { mode: 'host', consoleOrigin, projectsDomain };
}

/** Whether only this machine can reach the installation. */
export function isLoopbackOnly(environment: Environment, addressing: Addressing): boolean {
  return (
    addressing.mode === 'path' &&
    isLoopbackHost(new URL(addressing.origin).host) &&
    (environment.HOST === '::1' || isLoopbackHost(environment.HOST))
  );
}
