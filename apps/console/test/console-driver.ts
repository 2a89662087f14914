// The console in front of the fixture API, without Next: what would have been a page is answered with what
// Next would have seen.

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildCsrfToken, csrfField } from '../src/forms/check-form-origin.ts';
import { buildConsole } from '../src/http/build-console.ts';
import { type ConsoleRequest, readConsoleRequest } from '../src/request/console-request.ts';
import { createSealer } from '../src/sealing/sealer.ts';
import { type MemberSession, sessionCookie } from '../src/sign-in/member-session.ts';
import { answerManagement, memberId } from './fixture-api.ts';
import { createIssuerFixture, type IssuerFixture } from './issuer-fixture.ts';

export interface ConsoleDriver {
  readonly origin: string;
  /** The cookie of a member who is signed in. */
  readonly cookie: string;
  readonly csrfToken: string;
  readonly issuer: IssuerFixture;
  /** What Next was asked, newest last. */
  readonly pages: { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  readonly requests: ConsoleRequest[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Posts a form as the console's own page does, unless told otherwise. */
  post(path: string, post: FormPost): Promise<Response>;
  close(): void;
}

export interface FormPost {
  readonly fields: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const sealingKey = new Uint8Array(32).fill(9);
const session: MemberSession = {
  sessionId: 'session-of-ada',
  subject: memberId,
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  accessToken: 'fixture-access-token',
  expiresAtSeconds: Math.floor(Date.now() / 1000) + 3600,
};

export async function openConsole(): Promise<ConsoleDriver> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, 'localhost', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const pages: ConsoleDriver['pages'] = [];
  const requests: ConsoleRequest[] = [];
  const issuer = createIssuerFixture(() => origin);
  const handler = buildConsole(
    {
      addressing: { mode: 'path', origin },
      internalOrigins: { projectApi: origin, controlPlane: origin },
      sealingKey,
    },
    {
      handle(request, response) {
        pages.push({ url: request.url ?? '', headers: { ...request.headers } });
        if (!request.url?.startsWith('/_next/')) requests.push(readConsoleRequest());
        response.end('page');
      },
      close: () => Promise.resolve(),
    },
  );
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/api/') === true) answerManagement(request, response);
    else if (request.url?.startsWith('/p/console/') === true) issuer.answer(request, response);
    else handler(request, response);
  });
  const cookie = `${sessionCookie}=${createSealer(sealingKey, 'session').seal(session, 3600)}`;
  const csrfToken = buildCsrfToken(sealingKey, session.sessionId);
  return {
    origin,
    cookie,
    csrfToken,
    issuer,
    pages,
    requests,
    get: (path, headers = {}) => fetch(origin + path, { headers, redirect: 'manual' }),
    post: (path, { fields, headers = { origin, cookie } }) =>
      fetch(origin + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headers },
        body: new URLSearchParams({ [csrfField]: csrfToken, ...fields }),
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
