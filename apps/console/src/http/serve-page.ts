// A page: who asks, what the last form left to show, and then Next.

import { randomBytes } from 'node:crypto';
import { createManagementClient } from '@gatehouse/contracts';
import type { NextApp } from '@gatehouse/runtime';
import { buildCsrfToken } from '../forms/check-form-origin.ts';
import { type Flash, flash, flashCookie } from '../forms/flash.ts';
import { joinPath } from '../join/invitations.ts';
import { serveFor, type Theme } from '../request/console-request.ts';
import type { MemberSession } from '../sign-in/member-session.ts';
import { type Exchange, signInPath } from '../sign-in/sign-in-routes.ts';
import type { ConsoleParts } from './console-parts.ts';
import { buildContentSecurityPolicy } from './content-security-policy.ts';

/** Pages for who has not signed in. */
const welcomePath = '/welcome';
const openPaths = new Set([
  welcomePath,
  '/sign-in-failed',
  joinPath,
  '/cli-auth-success',
  '/error',
]);
/** Pages for members. */
const memberPath = /^\/(?:projects|workspaces)(?:\/|$)/;

// What Next may look at: its own switches for navigation inside the console, and nothing that could move it
// to do more than read.
const readHeaders = new Set([
  'host',
  'connection',
  'accept',
  'accept-language',
  'accept-encoding',
  'rsc',
  'next-url',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
]);

/** Rejects where the issuer had to be asked and does not answer. */
export async function servePage(
  parts: ConsoleParts,
  exchange: Exchange,
  next: NextApp,
): Promise<void> {
  const { request, response, url } = exchange;
  const session = await parts.sessions.load(request, response);
  const target = url.pathname + url.search;
  const isOpen = url.pathname === '/' || openPaths.has(url.pathname);
  if (session === undefined && !isOpen && !memberPath.test(url.pathname)) {
    // Nothing of ours: nobody is asked to sign in for an address that leads nowhere.
    response.writeHead(404).end();
    return;
  }
  if (session === undefined && !isOpen) {
    const location = `${signInPath}?return_to=${encodeURIComponent(target)}`;
    response.writeHead(303, { location }).end();
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = buildContentSecurityPolicy(nonce, [parts.issuerOrigin]);
  const consoleRequest = {
    ...describeMember(parts, session),
    nonce,
    target,
    theme: readTheme(request.headers.cookie),
    flash: takeFlash(parts, exchange),
    invitation: parts.invitations.read(request),
    managementUrl: parts.managementUrl,
  };
  for (const name in request.headers) {
    if (!readHeaders.has(name)) delete request.headers[name];
  }
  // Next puts the nonce of this header on its own scripts.
  request.headers['content-security-policy'] = policy;
  response.setHeader('content-security-policy', policy);
  request.url = session === undefined && url.pathname === '/' ? welcomePath : target;
  serveFor(consoleRequest, () => next.handle(request, response));
}

function describeMember(parts: ConsoleParts, session: MemberSession | undefined) {
  const { managementUrl: baseUrl, fetch, sealingKey } = parts;
  const token = session?.accessToken;
  return {
    api: createManagementClient({ baseUrl, fetch, ...(token === undefined ? {} : { token }) }),
    csrfToken: session === undefined ? '' : buildCsrfToken(sealingKey, session.sessionId),
    member:
      session === undefined
        ? undefined
        : { subject: session.subject, email: session.email, name: session.name },
  };
}

function readTheme(header: string | undefined): Theme {
  const [, theme] = /(?:^|;\s*)gatehouse_theme=(light|dark)(?:;|$)/.exec(header ?? '') ?? [];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Only a whole page takes it: what Next fetches ahead shows nothing. */
function takeFlash(parts: ConsoleParts, { request, response }: Exchange): Flash | undefined {
  if (request.headers['rsc'] !== undefined || request.method !== 'GET') return undefined;
  const text = parts.cookies.read(request.headers.cookie, flashCookie);
  if (text === undefined) return undefined;
  parts.cookies.write(response, { name: flashCookie });
  return flash.safeParse(parts.flashSealer.open(text)).data;
}
