// The hosted pages as a function from request to response: it does not listen, whoever starts it does.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Addressing } from '@gatehouse/protocol';
import { assetHeaders, noteRequest, pageHeaders, startNext } from '@gatehouse/runtime';
import { buildContentSecurityPolicy } from './http/content-security-policy.ts';
import { attachPageRequest } from './http/page-request.ts';
import { createRouter, type Route } from './http/route-request.ts';

export { isAccountExperience } from './http/route-request.ts';

export interface AccountExperienceOptions {
  readonly addressing: Addressing;
  /** Where the project API answers without leaving the machine, such as `http://127.0.0.1:4000`. */
  readonly internalOrigin: string;
}

export interface AccountExperience {
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Resolves when nothing more is under way. */
  close(): Promise<void>;
}

const requireFromApp = createRequire(import.meta.url);
const directory = fileURLToPath(new URL('..', import.meta.url));

// What a page may look at. Next has switches in headers of its own; none of them is for the outside.
const readHeaders = new Set(['host', 'cookie', 'accept-language', 'connection']);

/** Needs the build of this app. Rejects where there is none. */
export async function createAccountExperience(
  options: AccountExperienceOptions,
): Promise<AccountExperience> {
  const readRoute = createRouter(options.addressing);
  const next = await startNext({ requireFromApp, directory });
  return {
    handler(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD', ...pageHeaders }).end();
        return;
      }
      const route = readRoute(request.url ?? '', request.headers.host);
      if (route.kind === 'none') {
        response.writeHead(404, pageHeaders).end();
        return;
      }
      noteRequest(request, { route: routeOf(route) });
      if (route.kind === 'page') preparePage(route, { request, response, options });
      else response.setHeaders(new Map(Object.entries(assetHeaders)));
      request.url = route.target;
      next.handle(request, response);
    },
    close: next.close,
  };
}

/** The page's path is one of the page table. */
function routeOf({ kind, target }: Extract<Route, { target: string }>): string {
  return kind === 'page' ? (target.split('?')[0] ?? '') : '/hosted/{file}';
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly options: AccountExperienceOptions;
}

function preparePage(route: Extract<Route, { kind: 'page' }>, exchange: Exchange): void {
  const { request, response, options } = exchange;
  const nonce = randomBytes(16).toString('base64');
  for (const name in request.headers) {
    // Without accept-encoding the answer is not compressed: its length would tell about the form's token.
    if (!readHeaders.has(name)) delete request.headers[name];
  }
  attachPageRequest(request, {
    slug: route.slug,
    projectUrl: route.projectUrl,
    internalOrigin: options.internalOrigin,
    nonce,
    isSecure: route.projectUrl.startsWith('https:'),
  });
  response.setHeaders(new Map(Object.entries(pageHeaders)));
  response.setHeader('content-security-policy', buildContentSecurityPolicy({ nonce }));
}
