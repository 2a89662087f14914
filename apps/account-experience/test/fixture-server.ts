// The built pages in front of the fixture API, on a free port.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAddressResolver } from '@gatehouse/protocol';
import { createAccountExperience, isAccountExperience } from '../src/server.ts';
import { answerFixture } from './fixture-api.ts';

export interface FixtureServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startFixtureServer(): Promise<FixtureServer> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const addressing = { mode: 'path', origin } as const;
  const pages = await createAccountExperience({ addressing, internalOrigin: origin });
  const resolveAddress = createAddressResolver(addressing);
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    const address = resolveAddress(request.headers.host, pathname);
    if (isAccountExperience(address)) pages.handler(request, response);
    else answerFixture(origin, { request, response });
  });
  return {
    origin,
    close: async () => {
      await pages.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
