// What a project serves on its own URL, as a client or a back end of that project calls it.

import type { OutgoingHttpHeaders } from 'node:http';
import { basic, bearer, type FormFields, formBody } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';

export interface ProjectAddress {
  readonly id: string;
  readonly slug: string;
  /** The issuer: `{origin}/p/{slug}`, or an origin of its own in host mode. */
  readonly url: string;
  /** A project API key. */
  readonly key: string;
}

export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
}

export interface TokenEndpointCall {
  readonly form?: FormFields;
  readonly as?: ClientCredentials;
  readonly headers?: OutgoingHttpHeaders;
}

export interface AdminCall {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: OutgoingHttpHeaders;
  /** undefined: the project's own key; null: none. */
  readonly key?: string | null;
}

const formType = 'application/x-www-form-urlencoded';

export class ProjectApi {
  readonly address: ProjectAddress;
  readonly origin: string;
  readonly basePath: string;

  constructor(address: ProjectAddress) {
    this.address = address;
    const { origin, pathname } = new URL(address.url);
    this.origin = origin;
    this.basePath = pathname === '/' ? '' : pathname;
  }

  /** The same project, called with another key. */
  withKey(key: string): ProjectApi {
    return new ProjectApi({ ...this.address, key });
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<HttpAnswer> {
    return sendHttp({ origin: this.origin, path: `${this.basePath}${path}`, headers });
  }

  token(call: TokenEndpointCall): Promise<HttpAnswer> {
    return this.postForm('/oauth2/token', call);
  }

  introspect(call: TokenEndpointCall): Promise<HttpAnswer> {
    return this.postForm('/oauth2/introspect', call);
  }

  revoke(call: TokenEndpointCall): Promise<HttpAnswer> {
    return this.postForm('/oauth2/revoke', call);
  }

  postForm(path: string, { form = {}, as, headers = {} }: TokenEndpointCall): Promise<HttpAnswer> {
    return sendHttp({
      origin: this.origin,
      path: `${this.basePath}${path}`,
      method: 'POST',
      headers: {
        'content-type': formType,
        ...(as === undefined ? {} : { authorization: basic(as.clientId, as.secret) }),
        ...headers,
      },
      body: formBody(form),
    });
  }

  admin(path: string, call: AdminCall = {}): Promise<HttpAnswer> {
    const key = call.key === undefined ? this.address.key : call.key;
    return sendHttp({
      origin: this.origin,
      path: `${this.basePath}/admin${path}`,
      method: call.method ?? 'GET',
      headers: {
        ...(key === null ? {} : { authorization: bearer(key) }),
        ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
    });
  }

  /** Introspects as the project's back end does: every token of the project. */
  adminIntrospect(
    token: string,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer> {
    return sendHttp({
      origin: this.origin,
      path: `${this.basePath}/admin/oauth2/introspect`,
      method: 'POST',
      headers: { authorization: bearer(this.address.key), 'content-type': formType },
      body: formBody({ token, ...fields }),
    });
  }

  /** Creates a confidential client for client credentials, changed by `fields`; throws where that fails. */
  async createClient(fields: Readonly<Record<string, unknown>> = {}): Promise<ClientCredentials> {
    const answer = await this.admin('/clients', {
      method: 'POST',
      json: { client_name: 'Protocol test', grant_types: ['client_credentials'], ...fields },
    });
    if (answer.status !== 201) throw new Error(`no client was created: ${answer.describe()}`);
    const secret = answer.json()['client_secret'];
    return {
      clientId: answer.stringAt('client_id'),
      secret: typeof secret === 'string' ? secret : '',
    };
  }

  /** Issues an access token by client credentials; throws where that fails. */
  async issueToken(
    as: ClientCredentials,
    form: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const answer = await this.token({ as, form: { grant_type: 'client_credentials', ...form } });
    if (answer.status !== 200) throw new Error(`no token was issued: ${answer.describe()}`);
    return answer.stringAt('access_token');
  }

  /** Whether the project's own back end sees the token as active. */
  async isActive(token: string): Promise<boolean> {
    const answer = await this.adminIntrospect(token);
    if (answer.status !== 200) throw new Error(`introspection failed: ${answer.describe()}`);
    return answer.json()['active'] === true;
  }
}
