// Serves the pages from their sources, as the built app does, in front of the fixture API.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GetServerSidePropsContext, GetServerSidePropsResult } from 'next';
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { attachPageRequest } from '../src/http/page-request.ts';
import { createRouter } from '../src/http/route-request.ts';
import * as consentPage from '../src/pages/consent.tsx';
import * as devicePage from '../src/pages/device.tsx';
import * as errorPage from '../src/pages/error.tsx';
import * as loginPage from '../src/pages/login.tsx';
import * as logoutPage from '../src/pages/logout.tsx';
import * as notFoundPage from '../src/pages/not-found.tsx';
import * as onboardingPage from '../src/pages/onboarding.tsx';
import * as registrationPage from '../src/pages/registration.tsx';
import * as signedInPage from '../src/pages/signed-in.tsx';
import { answerFixture } from './fixture-api.ts';

interface PageModule<Props extends object> {
  readonly getServerSideProps: (
    context: GetServerSidePropsContext,
  ) => Promise<GetServerSidePropsResult<Props>>;
  readonly default: FunctionComponent<Props>;
}

/** Where a page sends the browser, or its HTML. */
type Served = { readonly location: string } | { readonly html: string };
type ServePage = (context: GetServerSidePropsContext) => Promise<Served>;

function servePage<Props extends object>(page: PageModule<Props>): ServePage {
  return async (context) => {
    const answer = await page.getServerSideProps(context);
    if ('redirect' in answer) return { location: answer.redirect.destination };
    if (!('props' in answer)) throw new Error('Pages answer not-found by themselves.');
    return { html: renderToStaticMarkup(createElement(page.default, await answer.props)) };
  };
}

const pages: Readonly<Record<string, ServePage>> = {
  '/login': servePage(loginPage),
  '/registration': servePage(registrationPage),
  '/consent': servePage(consentPage),
  '/logout': servePage(logoutPage),
  '/error': servePage(errorPage),
  '/signed-in': servePage(signedInPage),
  '/onboarding': servePage(onboardingPage),
  '/device': servePage(devicePage),
  '/not-found': servePage(notFoundPage),
};

export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

export interface PageDriver {
  readonly origin: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<PageAnswer>;
  close(): void;
}

export async function openPages(): Promise<PageDriver> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const readRoute = createRouter({ mode: 'path', origin });
  server.on('request', (request, response) => {
    const route = readRoute(request.url ?? '', request.headers.host);
    const isApi = route.kind !== 'page' || route.target.startsWith('/not-found');
    if (isApi && request.headers.accept === 'application/json') {
      answerFixture(origin, { request, response });
      return;
    }
    if (route.kind !== 'page') throw new Error(`${request.url} is no page.`);
    attachPageRequest(request, {
      slug: route.slug,
      projectUrl: route.projectUrl,
      internalOrigin: origin,
      nonce: 'nonce',
      isSecure: false,
    });
    void answerPage(route.target, { request, response });
  });
  return {
    origin,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
    get: async (path, headers = {}) => {
      const response = await fetch(origin + path, { headers, redirect: 'manual' });
      return { status: response.status, headers: response.headers, html: await response.text() };
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answerPage(target: string, { request, response }: Exchange): Promise<void> {
  const { pathname, searchParams } = new URL(target, 'http://page');
  const serve = pages[pathname];
  if (serve === undefined) throw new Error(`${pathname} is no page.`);
  const query = [...searchParams.keys()].map((name) => {
    const values = searchParams.getAll(name);
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  const served = await serve({
    req: Object.assign(request, { cookies: {} }),
    res: response,
    query: Object.fromEntries(query),
    resolvedUrl: target,
  });
  if ('location' in served) response.writeHead(303, served).end();
  else response.end(served.html);
}
