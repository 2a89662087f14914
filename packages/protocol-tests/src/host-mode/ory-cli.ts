// The HTTP of Ory's command line (ory/cli 1.3): its hosts, its headers, and the one Bearer that its client
// puts on everything it sends.

import { inject } from 'vitest';
import { bearer, type FormFields, formBody } from '../drivers/credentials.ts';
import { type HttpAnswer, sendHttp } from '../drivers/http-exchange.ts';
import { type HostAddresses, labelled, tenantUrl } from './host-addresses.ts';

/**
 * `origin`: the hosts resolve to the product. `absolute`: HTTP_PROXY names the product, and each request
 * carries its whole URL (RFC 9112 section 3.2.2).
 */
export type TargetForm = 'origin' | 'absolute';
export const targetForms: readonly TargetForm[] = ['origin', 'absolute'];

export interface CliCall {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: FormFields;
  /** undefined: that of the login; null: none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

// Go's client asks for gzip by itself; the generated one names itself and what it decodes.
const generatedHeaders = {
  'user-agent': 'OpenAPI-Generator/1.0.0/go',
  accept: 'application/json',
  'accept-encoding': 'gzip',
};

export class OryCli {
  readonly hosts: HostAddresses;
  readonly targetForm: TargetForm;
  readonly #token: string | null;

  constructor(targetForm: TargetForm, token: string | null, hosts = inject('hosts')) {
    this.targetForm = targetForm;
    this.#token = token;
    this.hosts = hosts;
  }

  /** The same installation with another credential, such as ORY_PROJECT_API_KEY. */
  withKey(token: string | null): OryCli {
    return new OryCli(this.targetForm, token, this.hosts);
  }

  /** C: the management API. */
  console(path: string, call: CliCall = {}): Promise<HttpAnswer> {
    return this.#send(labelled('api', this.hosts) + path, call);
  }

  /** P: the project that people sign in to. */
  login(path: string, call: CliCall = {}): Promise<HttpAnswer> {
    return this.#send(labelled('project', this.hosts) + path, { key: null, ...call });
  }

  /** T: a project. */
  tenant(slug: string, path: string, call: CliCall = {}): Promise<HttpAnswer> {
    return this.#send(tenantUrl(slug, this.hosts) + path, call);
  }

  /** A page in the browser, by its whole address. */
  page(address: string): Promise<HttpAnswer> {
    const headers = { accept: 'text/html', 'accept-encoding': 'identity' };
    return this.#send(address, { key: null, headers });
  }

  #send(address: string, { method, json, form, key, headers }: CliCall): Promise<HttpAnswer> {
    const { host, origin, pathname, search } = new URL(address);
    const token = key === undefined ? this.#token : key;
    const content = contentOf(json, form);
    return sendHttp({
      origin,
      path: this.targetForm === 'absolute' ? address : pathname + search,
      method: method ?? (content === undefined ? 'GET' : 'POST'),
      headers: {
        host,
        ...generatedHeaders,
        ...(token === null ? {} : { authorization: bearer(token) }),
        ...(content === undefined ? {} : { 'content-type': content.type }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content.body }),
    });
  }
}

function contentOf(json: unknown, form: FormFields | undefined) {
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', body: formBody(form) };
  }
  return json === undefined ? undefined : { type: 'application/json', body: JSON.stringify(json) };
}
