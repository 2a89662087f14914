// A browser without script: it keeps cookies, follows redirects one at a time, and fills in the forms of the
// hosted pages as the flow API describes them.

import { createHash, randomBytes } from 'node:crypto';
import { type FormFields, formBody } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';
import type { ProjectApi } from './project-api.ts';

export interface Person {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export function createPerson(name = 'Ada'): Person {
  const word = randomBytes(6).toString('hex');
  return {
    email: `${name.toLowerCase()}-${word}@example.com`,
    name,
    password: `correct horse ${word}`,
  };
}

/** RFC 7636 section 4. */
export function createPkcePair(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What somebody does on the way through an authorization request. */
export interface Visit {
  readonly person: Person;
  /** undefined: allow all that is asked. */
  readonly allow?: readonly string[] | 'deny';
  readonly remember?: boolean;
  /** A page of the project at which the way ends; undefined: outside it. */
  readonly endsAt?: (url: URL) => boolean;
}

const maxSteps = 12;

export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #project: ProjectApi;

  constructor(project: ProjectApi) {
    this.#project = project;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /** @param url absolute, or a path below the project's URL. */
  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    return this.#send(url, { method: 'GET', headers });
  }

  post(
    url: string,
    form: FormFields,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer> {
    return this.#send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: formBody(form),
    });
  }

  /** Registers on the hosted pages; nobody is signed in by that. */
  async register(person: Person): Promise<void> {
    const opened = await this.get('/self-service/registration/browser', {
      accept: 'application/json',
    });
    const answer = await this.post(actionOf(opened), {
      csrf_token: tokenOf(opened),
      'traits.email': person.email,
      'traits.name': person.name,
      password: person.password,
      method: 'password',
    });
    if (answer.status !== 303) throw new Error(`no registration: ${answer.describe()}`);
  }

  /** Goes to the authorization endpoint and through the pages. @returns where the client gets its answer. */
  async authorize(parameters: Readonly<Record<string, string>>, visit: Visit): Promise<URL> {
    return this.walk(`/oauth2/auth?${new URLSearchParams(parameters)}`, visit);
  }

  /** Follows redirects inside the project, answering its pages. @returns where it ends: outside it, unless the visit says otherwise. */
  async walk(start: string, visit: Visit): Promise<URL> {
    let target = start;
    for (let step = 0; step < maxSteps; step += 1) {
      const answer = await this.#step(target, visit);
      const { location } = answer.headers;
      if (location === undefined)
        throw new Error(`no redirect from ${target}: ${answer.describe()}`);
      const url = new URL(location);
      if (!location.startsWith(`${this.#project.address.url}/`)) return url;
      if (visit.endsAt?.(url)) return url;
      target = location;
    }
    throw new Error(`more than ${maxSteps} steps from ${start}`);
  }

  async #step(target: string, visit: Visit): Promise<HttpAnswer> {
    const { pathname, searchParams } = new URL(target, 'http://localhost');
    const flow = searchParams.get('flow');
    if (pathname.endsWith('/login') && flow !== null) return this.logIn(flow, visit.person);
    const challenge = searchParams.get('consent_challenge');
    if (pathname.endsWith('/consent') && challenge !== null) {
      return this.answerConsent(challenge, visit);
    }
    return this.get(target);
  }

  async logIn(flowId: string, person: Person): Promise<HttpAnswer> {
    const flow = await this.get(`/self-service/login/flows?id=${flowId}`);
    return this.post(actionOf(flow), {
      csrf_token: tokenOf(flow),
      identifier: person.email,
      password: person.password,
      method: 'password',
    });
  }

  async answerConsent(challenge: string, { allow, remember }: Visit): Promise<HttpAnswer> {
    const shown = await this.get(`/self-service/consent?consent_challenge=${challenge}`);
    const scopes = Array.isArray(allow) ? allow : (shown.json()['scopes'] as string[]);
    return this.post('/self-service/consent', [
      ['consent_challenge', challenge],
      ['csrf_token', shown.stringAt('csrf_token')],
      ['decision', allow === 'deny' ? 'deny' : 'allow'],
      ...scopes.map((scope): [string, string] => ['grant_scope', scope]),
      ...(remember ? [['remember', '1'] as const] : []),
    ]);
  }

  async #send(
    url: string,
    exchange: { method: string; headers: Readonly<Record<string, string>>; body?: string },
  ): Promise<HttpAnswer> {
    const { origin, basePath } = this.#project;
    const path = url.startsWith(origin) ? url.slice(origin.length) : `${basePath}${url}`;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await sendHttp({
      origin,
      path,
      method: exchange.method,
      headers: { ...exchange.headers, ...(cookie === '' ? {} : { cookie }) },
      ...(exchange.body === undefined ? {} : { body: exchange.body }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(equals + 1));
  }
}

interface FlowForm {
  readonly action: string;
  readonly nodes: readonly { attributes: { name?: string; value?: string } }[];
}

function formOf(flow: HttpAnswer): FlowForm {
  const form = flow.json()['ui'];
  if (form === undefined) throw new Error(`no form: ${flow.describe()}`);
  return form as FlowForm;
}

function actionOf(flow: HttpAnswer): string {
  return formOf(flow).action;
}

function tokenOf(flow: HttpAnswer): string {
  const { nodes } = formOf(flow);
  const node = nodes.find(({ attributes }) => attributes.name === 'csrf_token');
  return node?.attributes.value ?? '';
}
