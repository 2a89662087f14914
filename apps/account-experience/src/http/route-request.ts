// From a request to what Next is asked for: a page of one project, a file, or nothing.

import {
  type Addressing,
  buildProjectUrl,
  createAddressResolver,
  type ResolvedAddress,
} from '@gatehouse/protocol';
import { parseRequestTarget } from '@gatehouse/runtime';
import { assetsPath, isPagePath, pagePaths } from '../page-table.ts';

export type Route =
  | { readonly kind: 'file'; readonly target: string }
  | {
      readonly kind: 'page';
      /** Path and query for Next. */
      readonly target: string;
      readonly slug: string;
      readonly projectUrl: string;
    }
  | { readonly kind: 'none' };

const none: Route = { kind: 'none' };

// Built files, and those of `public/`. Next's other endpoints (data, pictures) have no address.
const filePattern = /^\/hosted\/(?:_next\/static\/[A-Za-z0-9._/-]+|[a-z-]+\.(?:js|svg))$/;

/** @returns whether an address belongs to the hosted pages; everything else of a project is its API's. */
export function isAccountExperience(address: ResolvedAddress): boolean {
  if (address.kind === 'console') return address.path.startsWith(assetsPath);
  if (address.kind !== 'project') return false;
  return isPagePath(address.path) || address.path.startsWith(assetsPath);
}

export function createRouter(addressing: Addressing): RouteReader {
  const resolve = createAddressResolver(addressing);
  return (url, host) => {
    const target = parseRequestTarget(url);
    if (typeof target === 'string') return none;
    const address = resolve(target.host ?? host, target.path);
    if (address.kind !== 'project' && address.kind !== 'console') return none;
    if (address.path.startsWith(assetsPath)) {
      return filePattern.test(address.path) ? { kind: 'file', target: address.path } : none;
    }
    if (address.kind === 'console') return none;
    const { slug } = address;
    return {
      kind: 'page',
      target: choosePage(address.path) + target.query,
      slug,
      projectUrl: buildProjectUrl(addressing, slug),
    };
  };
}

export type RouteReader = (url: string, host: string | undefined) => Route;

function choosePage(path: string): string {
  if (path === '/') return pagePaths.signedIn;
  return isPagePath(path) ? path : '/not-found';
}
