// Where a request leads: the reverse of addresses.ts. Both modes, one function; the host never chooses a
// project in path mode, the path never in host mode, and nothing falls back to a default.

import { type Addressing, consoleProjectSlug } from './addresses.ts';

export type ResolvedAddress =
  | { readonly kind: 'project'; readonly slug: string; readonly path: string }
  | { readonly kind: 'management'; readonly path: string }
  | { readonly kind: 'console'; readonly path: string }
  /** A host that this installation does not answer for (RFC 9110 section 15.5.20). */
  | { readonly kind: 'misdirected' }
  /** A path that can lead nowhere. */
  | { readonly kind: 'unknown' };

// A DNS label, so that path mode and host mode allow the same.
const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

// RFC 8414 section 3.1: for an issuer with a path, the well-known part goes between host and path.
const authorizationServerMetadata = '/.well-known/oauth-authorization-server';
const insertedMetadata = `${authorizationServerMetadata}/p/`;

const misdirected: ResolvedAddress = { kind: 'misdirected' };
const unknown: ResolvedAddress = { kind: 'unknown' };

export type AddressResolver = (host: string | undefined, path: string) => ResolvedAddress;

/**
 * @returns a function from a request's host (RFC 9110 section 7.2, as received) and canonical path to
 *   where they lead; the path that it gives back is the one below the project, the management API or
 *   the console, and begins with a slash.
 */
export function createAddressResolver(addressing: Addressing): AddressResolver {
  return addressing.mode === 'path' ? resolveByPath(addressing) : resolveByHost(addressing);
}

function resolveByPath(addressing: Extract<Addressing, { mode: 'path' }>): AddressResolver {
  const ownHost = new URL(addressing.origin).host;
  return (host, path) => {
    // A page of a foreign name that resolves to this machine must not reach it (DNS rebinding).
    if (host !== ownHost && !isLoopbackHost(host)) return misdirected;
    if (path.startsWith('/p/')) return projectAt(path, '/p/'.length);
    if (path === '/api' || path.startsWith('/api/')) {
      return { kind: 'management', path: path.slice('/api'.length) || '/' };
    }
    if (path.startsWith(insertedMetadata)) {
      const project = projectAt(path, insertedMetadata.length);
      return project.kind === 'project' && project.path === '/'
        ? { ...project, path: authorizationServerMetadata }
        : unknown;
    }
    return { kind: 'console', path };
  };
}

function projectAt(path: string, start: number): ResolvedAddress {
  const slash = path.indexOf('/', start);
  const slug = slash === -1 ? path.slice(start) : path.slice(start, slash);
  if (!slugPattern.test(slug)) return unknown;
  return { kind: 'project', slug, path: slash === -1 ? '/' : path.slice(slash) };
}

function resolveByHost(addressing: Extract<Addressing, { mode: 'host' }>): AddressResolver {
  const consoleUrl = new URL(addressing.consoleOrigin);
  const projectsSuffix =
    `.projects.${addressing.projectsDomain}` +
    (consoleUrl.port === '' ? '' : `:${consoleUrl.port}`);
  return (received, path) => {
    const host = received?.toLowerCase();
    if (host === undefined) return misdirected;
    if (host === `api.${consoleUrl.host}`) return { kind: 'management', path };
    if (host === consoleUrl.host) return { kind: 'console', path };
    if (host === `project.${consoleUrl.host}`) {
      return { kind: 'project', slug: consoleProjectSlug, path };
    }
    if (!host.endsWith(projectsSuffix)) return misdirected;
    const slug = host.slice(0, -projectsSuffix.length);
    // The console's project has one address only.
    if (!slugPattern.test(slug) || slug === consoleProjectSlug) return misdirected;
    return { kind: 'project', slug, path };
  };
}

/** Whether a host (with or without port) names this machine itself, whatever any name server says. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}
