// The same of oidc-provider.

import type { Requests } from '../load/load-plan.ts';
import { buildFormPost, buildFormTemplate, buildGet } from '../load/messages.ts';
import { once } from '../measurement/once.ts';
import type { Subject } from '../measurement/subject.ts';
import { exchangeCodes } from '../product/exchange-codes.ts';
import { redirectUri } from '../product/measured-values.ts';
import { peerClient } from './peer-plan.ts';
import type { Peer } from './start-peer.ts';

export interface PeerSubjectsOptions {
  /** In PostgreSQL. */
  readonly peer: Peer;
  readonly memoryPeer: Peer;
  readonly databasePid: number;
  readonly connections: number;
  readonly tokens: number;
  readonly codesPerRound: number;
}

const credentials = buildFormPost('/token', peerClient, {
  grant_type: 'client_credentials',
  scope: 'read',
});

export function buildPeerSubjects(options: PeerSubjectsOptions): Subject[] {
  const { peer, memoryPeer, connections, databasePid } = options;
  const exchange = async (count: number) =>
    exchangeCodes(
      `http://127.0.0.1:${peer.port}/token`,
      { client: peerClient, redirectUri },
      await peer.mintCodes(count),
    );
  const tokens = once(async () => (await exchange(options.tokens)).map((pair) => pair.accessToken));
  const subject = (id: string, title: string, requests: Subject['requests']): Subject => ({
    id: `peer.${id}`,
    title: `oidc-provider: ${title}`,
    server: peer,
    databasePid,
    connections,
    requests,
  });
  const repeat = (id: string, title: string, messages: readonly string[]) =>
    subject(id, title, async () => ({ kind: 'repeat', messages }));
  const ofTokens = (id: string, title: string, build: (token: string) => string) =>
    subject(id, title, async () => ({ kind: 'repeat', messages: (await tokens()).map(build) }));
  const cc = repeat('cc', 'client credentials, opaque token', [credentials]);
  const introspect = ofTokens('introspect', 'introspection', (token) =>
    buildFormPost('/token/introspection', peerClient, { token }),
  );
  return [
    cc,
    { ...cc, id: 'peer.cc.single', title: `${cc.title}, one connection`, connections: 1 },
    {
      ...cc,
      id: 'memory.ccJwt',
      title: 'oidc-provider in memory: client credentials, ES256 JWT',
      server: memoryPeer,
    },
    introspect,
    {
      ...introspect,
      id: 'peer.introspect.single',
      title: `${introspect.title}, one connection`,
      connections: 1,
    },
    subject('code', 'code exchange', async (): Promise<Requests> => {
      const form = { grant_type: 'authorization_code', redirect_uri: redirectUri };
      const template = buildFormTemplate('/token', peerClient, { form, open: 'code' });
      return { kind: 'once', form: template, values: await peer.mintCodes(options.codesPerRound) };
    }),
    subject('refresh', 'refresh with rotation', async (): Promise<Requests> => {
      const form = buildFormTemplate('/token', peerClient, {
        form: { grant_type: 'refresh_token' },
        open: 'refresh_token',
      });
      const values = (await exchange(connections)).map(({ refreshToken }) => refreshToken);
      return { kind: 'follow', form, values, member: 'refresh_token' };
    }),
    ofTokens('userinfo', 'userinfo', (token) =>
      buildGet('/me', { Authorization: `Bearer ${token}` }),
    ),
  ];
}
