// The product's endpoints under load.

import type { Installation } from '@gatehouse/project-runtime';
import type { Requests } from '../load/load-plan.ts';
import { buildFormPost, buildFormTemplate, buildGet } from '../load/messages.ts';
import { once } from '../measurement/once.ts';
import type { Subject } from '../measurement/subject.ts';
import type { StartedServer } from '../processes/started-server.ts';
import { exchangeCodes } from './exchange-codes.ts';
import { redirectUri } from './measured-values.ts';
import { mintCodes } from './mint-codes.ts';
import type { MeasuredProject } from './seed-project.ts';

export interface ProductSubjectsOptions {
  readonly installation: Installation;
  readonly project: MeasuredProject;
  readonly server: Pick<StartedServer, 'port' | 'pid'>;
  readonly databasePid: number;
  readonly connections: number;
  /** How many different tokens are introspected in turn. */
  readonly tokens: number;
  /** More than a round can use up. */
  readonly codesPerRound: number;
  /** Where codes come from; each of a grant of its own that is new, where nothing else is said. */
  readonly mint?: (count: number) => Promise<string[]>;
}

const credentialsForm = { grant_type: 'client_credentials', scope: 'read' };

export function buildProductSubjects(options: ProductSubjectsOptions): Subject[] {
  const { installation, project, server, connections, databasePid } = options;
  const { path, machine, machineJwt, web } = project;
  const tokenPath = `${path}/oauth2/token`;
  const mint = options.mint ?? ((count) => mintCodes(installation, project, count));
  const exchange = async (count: number) =>
    exchangeCodes(
      `http://127.0.0.1:${server.port}${tokenPath}`,
      { client: web, redirectUri },
      await mint(count),
    );
  const tokens = once(async () => (await exchange(options.tokens)).map((pair) => pair.accessToken));
  const subject = (id: string, title: string, requests: Subject['requests']): Subject => ({
    id,
    title,
    server,
    databasePid,
    connections,
    requests,
  });
  const repeat = (id: string, title: string, messages: readonly string[]) =>
    subject(id, title, async () => ({ kind: 'repeat', messages }));
  const ofTokens = (id: string, title: string, build: (token: string) => string) =>
    subject(id, title, async () => ({ kind: 'repeat', messages: (await tokens()).map(build) }));
  const cc = repeat('cc', 'client credentials, sealed token', [
    buildFormPost(tokenPath, machine, credentialsForm),
  ]);
  const introspect = ofTokens('introspect', 'introspection', (token) =>
    buildFormPost(`${path}/oauth2/introspect`, web, { token }),
  );
  return [
    cc,
    { ...cc, id: 'cc.single', title: `${cc.title}, one connection`, connections: 1 },
    repeat('ccJwt', 'client credentials, ES256 JWT', [
      buildFormPost(tokenPath, machineJwt, credentialsForm),
    ]),
    introspect,
    {
      ...introspect,
      id: 'introspect.single',
      title: `${introspect.title}, one connection`,
      connections: 1,
    },
    subject('code', 'code exchange', async (): Promise<Requests> => {
      const form = { grant_type: 'authorization_code', redirect_uri: redirectUri };
      const template = buildFormTemplate(tokenPath, web, { form, open: 'code' });
      return { kind: 'once', form: template, values: await mint(options.codesPerRound) };
    }),
    subject('refresh', 'refresh with rotation', async (): Promise<Requests> => {
      const form = buildFormTemplate(tokenPath, web, {
        form: { grant_type: 'refresh_token' },
        open: 'refresh_token',
      });
      const values = (await exchange(connections)).map(({ refreshToken }) => refreshToken);
      return { kind: 'follow', form, values, member: 'refresh_token' };
    }),
    ofTokens('userinfo', 'userinfo', (token) =>
      buildGet(`${path}/userinfo`, { Authorization: `Bearer ${token}` }),
    ),
    repeat('discovery', 'discovery', [buildGet(`${path}/.well-known/openid-configuration`)]),
    repeat('jwks', 'JWKS', [buildGet(`${path}/.well-known/jwks.json`)]),
  ];
}
