// Cookies of a project (RFC 6265bis): named for it, sent to it alone, out of reach of scripts. In host mode
// the prefix keeps other hosts of the domain from setting them; in path mode the path keeps projects apart.

import type { Addressing } from '@gatehouse/protocol';
import type { ProjectContext } from '@gatehouse/token-engine';

export interface ProjectCookie {
  readonly name: string;
  /** @returns the value of Set-Cookie; without an age the cookie goes with the browser. */
  set(value: string, maxAgeSeconds: number | undefined): string;
  clear(): string;
}

export interface ProjectCookies {
  readonly session: ProjectCookie;
  readonly flow: ProjectCookie;
  /** Binds authorization requests to the browser that began them; a login does not replace it. */
  readonly authorization: ProjectCookie;
  /** What a login page of the project's own wants to know the browser by. */
  readonly login: ProjectCookie;
}

/** @returns the cookies of a project under the installation's addressing. */
export function buildCookies(project: ProjectContext, addressing: Addressing): ProjectCookies {
  const { protocol, pathname } = new URL(project.issuer);
  const isSecure = protocol === 'https:';
  const isHostMode = addressing.mode === 'host';
  // A browser takes the prefix only from a secure origin.
  const prefix = isHostMode && isSecure ? '__Host-' : '';
  const path = isHostMode ? '/' : pathname;
  const attributes = `Path=${path}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const build = (purpose: string): ProjectCookie => {
    const name = `${prefix}gatehouse_${purpose}_${project.projectId.replaceAll('-', '')}`;
    return {
      name,
      set: (value, maxAgeSeconds) =>
        `${name}=${value}; ${attributes}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`,
      clear: () => `${name}=; ${attributes}; Max-Age=0`,
    };
  };
  return {
    session: build('session'),
    flow: build('flow'),
    authorization: build('oauth2'),
    login: build('login'),
  };
}

/**
 * @param header the Cookie header.
 * @returns the cookie's value; undefined where it is absent, empty, or there twice with different values:
 *   then somebody else has set one of them, and nobody can tell which.
 */
export function readCookie(
  header: string | undefined,
  { name }: ProjectCookie,
): string | undefined {
  const values = new Set<string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim() === name) {
      values.add(pair.slice(equals + 1).trim());
    }
  }
  const [value] = values;
  return values.size === 1 && value !== '' ? value : undefined;
}
