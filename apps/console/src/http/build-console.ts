// Every request to the console: which part answers it.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isLoopbackHost } from '@gatehouse/protocol';
import {
  assetHeaders,
  type NextApp,
  noteRequest,
  pageHeaders,
  parseRequestTarget,
} from '@gatehouse/runtime';
import { invitationParameter, joinPath } from '../join/invitations.ts';
import { callbackPath, type Exchange, signInPath, signUpPath } from '../sign-in/sign-in-routes.ts';
import { type ConsoleOptions, type ConsoleParts, createConsoleParts } from './console-parts.ts';
import { servePage } from './serve-page.ts';
import { servePost } from './serve-post.ts';

// Next's other endpoints (pictures, data) have no address.
const filePattern = /^\/(?:_next\/static\/[A-Za-z0-9._/~-]+|icon\.svg)$/;

export function buildConsole(options: ConsoleOptions, next: NextApp): RequestListener {
  const parts = createConsoleParts(options);
  return (request, response) => {
    const target = parseRequestTarget(request.url ?? '');
    if (typeof target === 'string') {
      response.writeHead(404, pageHeaders).end();
      return;
    }
    if (filePattern.test(target.path)) {
      noteRequest(request, { route: '/{file}' });
      serveFile({ request, response }, next);
      return;
    }
    response.setHeaders(new Map(Object.entries(pageHeaders)));
    const url = new URL(target.path + target.query, parts.consoleOrigin);
    void serve(parts, { request, response, url }, next).catch(() => answerFault(response));
  };
}

interface Raw {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function serveFile({ request, response }: Raw, next: NextApp): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', ...assetHeaders }).end();
    return;
  }
  response.setHeaders(new Map(Object.entries(assetHeaders)));
  next.handle(request, response);
}

async function serve(parts: ConsoleParts, exchange: Exchange, next: NextApp): Promise<void> {
  const { request, response, url } = exchange;
  noteRequest(request, { route: routeOf(request.method, url.pathname) });
  if (request.method === 'POST') return servePost(parts, exchange);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD, POST' }).end();
    return;
  }
  if (isOtherName(request.headers.host, parts.consoleOrigin)) {
    response.writeHead(303, { location: url.href }).end();
    return;
  }
  const invitation = url.searchParams.get(invitationParameter);
  if (url.pathname === joinPath && invitation !== null) {
    parts.invitations.keep(response, invitation);
    return;
  }
  switch (url.pathname) {
    case signInPath:
      return parts.signIn.begin(exchange);
    case signUpPath:
      return parts.signIn.begin(exchange, 'create');
    case callbackPath:
      return parts.signIn.complete(exchange);
    default:
      return servePage(parts, exchange, next);
  }
}

const signInPaths = new Set([signInPath, signUpPath, callbackPath]);

/** Coarse: which page or form it is stands in the path, which is whatever somebody asked for. */
function routeOf(method: string | undefined, path: string): string {
  if (method === 'POST') return '/forms/{form}';
  return signInPaths.has(path) ? path : '/{page}';
}

/** 127.0.0.1 for localhost and the like: cookies and the redirect URI belong to one of them. */
function isOtherName(host: string | undefined, consoleOrigin: string): boolean {
  return isLoopbackHost(host) && host !== new URL(consoleOrigin).host;
}

/** The issuer or the database cannot be asked. Needs nothing that could be broken. */
function answerFault(response: ServerResponse): void {
  if (!response.headersSent) {
    response.writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'retry-after': '5',
    });
  }
  response.end(
    '<!doctype html><html lang="en"><title>Gatehouse is not ready</title><h1>Gatehouse is not ready</h1>' +
      '<p>The service cannot be reached. Nothing is lost: wait a moment and load this page again.</p>',
  );
}
