// The built console in front of the fixture API, and a way into it without an issuer.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { flashCookie } from '../src/forms/flash.ts';
import { createSealer } from '../src/sealing/sealer.ts';
import { createConsole } from '../src/server.ts';
import { type MemberSession, sessionCookie } from '../src/sign-in/member-session.ts';
import { answerManagement, memberId } from './fixture-api.ts';

export interface FixtureServer {
  readonly origin: string;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  /** A cookie that shows something once. */
  readonly flash: (value: unknown) => { readonly name: string; readonly value: string };
  close(): Promise<void>;
}

const sealingKey = new Uint8Array(32).fill(7);
const session: MemberSession = {
  sessionId: 'fixture-session',
  subject: memberId,
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  accessToken: 'fixture-access-token',
  expiresAtSeconds: Math.floor(Date.now() / 1000) + 3600,
};

export async function startFixtureServer(): Promise<FixtureServer> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, 'localhost', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const built = await createConsole({
    addressing: { mode: 'path', origin },
    internalOrigins: { projectApi: origin, controlPlane: origin },
    sealingKey,
  });
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/api/') === true) answerManagement(request, response);
    else built.handler(request, response);
  });
  const seal = (purpose: string, value: unknown) =>
    createSealer(sealingKey, purpose).seal(value, 3600);
  return {
    origin,
    cookies: [{ name: sessionCookie, value: seal('session', session) }],
    flash: (value) => ({ name: flashCookie, value: seal('flash', value) }),
    close: async () => {
      await built.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
