// Single requests to single processes, as an attacker who knows their addresses would send them.

import { exchangeMessage } from '../load/exchange-message.ts';
import { buildFormPost, type ClientCredentials } from '../load/messages.ts';
import type { StartedServer } from '../processes/started-server.ts';
import { redirectUri } from '../product/measured-values.ts';
import type { MeasuredProject } from '../product/seed-project.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of a refusal. */
  readonly error: string;
}

type Server = Pick<StartedServer, 'port'>;

async function post(
  server: Server,
  path: string,
  { client, form }: { client: ClientCredentials; form: Readonly<Record<string, string>> },
): Promise<{ status: number; body: Readonly<Record<string, unknown>> }> {
  const { status, body } = await exchangeMessage(server.port, buildFormPost(path, client, form));
  return { status, body: body === '' ? {} : JSON.parse(body) };
}

export interface ProcessCalls {
  issue(server: Server): Promise<TokenAnswer>;
  redeem(server: Server, code: string): Promise<TokenAnswer>;
  refresh(server: Server, refreshToken: string): Promise<TokenAnswer>;
  /** @returns whether the token was introspected as active. */
  introspect(server: Server, token: string, client?: ClientCredentials): Promise<boolean>;
  revoke(server: Server, token: string): Promise<number>;
}

/** @returns calls of one project's clients: `machine` issues and revokes, `web` redeems and refreshes. */
export function buildProcessCalls({ path, machine, web }: MeasuredProject): ProcessCalls {
  const askToken = async (
    server: Server,
    client: ClientCredentials,
    form: Readonly<Record<string, string>>,
  ): Promise<TokenAnswer> => {
    const { status, body } = await post(server, `${path}/oauth2/token`, { client, form });
    const text = (name: string) => String(body[name] ?? '');
    return {
      status,
      accessToken: text('access_token'),
      refreshToken: text('refresh_token'),
      error: text('error'),
    };
  };
  return {
    issue: (server) =>
      askToken(server, machine, { grant_type: 'client_credentials', scope: 'read' }),
    redeem: (server, code) =>
      askToken(server, web, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
      }),
    refresh: (server, refreshToken) =>
      askToken(server, web, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    async introspect(server, token, client = web) {
      const { status, body } = await post(server, `${path}/oauth2/introspect`, {
        client,
        form: { token },
      });
      if (status !== 200) throw new Error(`Introspection answers ${status}.`);
      return body['active'] === true;
    },
    async revoke(server, token) {
      const form = { token };
      return (await post(server, `${path}/oauth2/revoke`, { client: machine, form })).status;
    },
  };
}
