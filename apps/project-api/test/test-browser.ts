// A browser as far as the flows care: it keeps cookies, follows nothing by itself, and says where it comes from.

import { type Answer, type Call, origin, type ProjectApiFixture } from './project-api-fixture.ts';

export class TestBrowser {
  readonly cookies = new Map<string, string>();
  /** `/p/{slug}` */
  readonly base: string;
  readonly #api: Pick<ProjectApiFixture, 'send'>;

  constructor(api: Pick<ProjectApiFixture, 'send'>, slug: string) {
    this.#api = api;
    this.base = `/p/${slug}`;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** @returns the cookie whose name begins so; for tests that carry it elsewhere. */
  cookie(prefix: string): string | undefined {
    return [...this.cookies].find(([name]) => name.startsWith(prefix))?.[1];
  }

  async send(path: string, call: Call = {}): Promise<Answer> {
    const isPost = call.method !== undefined || call.form !== undefined || call.json !== undefined;
    const answer = await this.#api.send(path.startsWith('/p/') ? path : this.base + path, {
      ...call,
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'user-agent': 'Test browser',
        'sec-fetch-site': isPost ? 'same-origin' : 'none',
        ...(isPost ? { origin } : {}),
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
        ...call.headers,
      },
    });
    for (const line of setCookies(answer)) this.#keep(line);
    return answer;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  getJson(path: string): Promise<Answer> {
    return this.send(path, { headers: { accept: 'application/json' } });
  }

  /** Begins a flow as a link does. @returns the flow as the page reads it. */
  async begin(kind: 'login' | 'registration', query = ''): Promise<FlowView> {
    const begun = await this.get(`/self-service/${kind}/browser${query}`);
    const id = new URL(locationOf(begun)).searchParams.get('flow') ?? '';
    return this.read(kind, id);
  }

  async read(kind: 'login' | 'registration', id: string): Promise<FlowView> {
    return new FlowView(await this.getJson(`/self-service/${kind}/flows?id=${id}`));
  }

  /** Posts the form of a flow as the page would. */
  submit(flow: FlowView, fields: Readonly<Record<string, string>>, call: Call = {}) {
    const form = { csrf_token: flow.csrfToken, method: 'password', ...fields };
    return this.send(flow.actionTarget, { ...call, form });
  }

  async register(fields: { email: string; password: string; name?: string }): Promise<Answer> {
    const flow = await this.begin('registration');
    return this.submit(flow, {
      'traits.email': fields.email,
      'traits.name': fields.name ?? '',
      password: fields.password,
    });
  }

  async logIn(fields: { email: string; password: string }, query = ''): Promise<Answer> {
    const flow = await this.begin('login', query);
    return this.submit(flow, { identifier: fields.email, password: fields.password });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

interface UiNodeView {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly messages: readonly { readonly id: number }[];
}

/** A flow's JSON, and what tests look at in it. */
export class FlowView {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }

  get id(): string {
    return String(this.answer.json['id']);
  }

  get #ui(): { action: string; nodes: UiNodeView[]; messages: { id: number }[] } {
    return Object(this.answer.json['ui']);
  }

  get actionTarget(): string {
    const { pathname, search } = new URL(this.#ui.action);
    return pathname + search;
  }

  get messageIds(): readonly number[] {
    return this.#ui.messages.map(({ id }) => id);
  }

  get fieldNames(): readonly unknown[] {
    return this.#ui.nodes.map(({ attributes }) => attributes['name']);
  }

  field(name: string): UiNodeView | undefined {
    return this.#ui.nodes.find(({ attributes }) => attributes['name'] === name);
  }

  messagesOf(name: string): readonly number[] {
    return (this.field(name)?.messages ?? []).map(({ id }) => id);
  }

  get csrfToken(): string {
    return String(this.field('csrf_token')?.attributes['value']);
  }
}

export function setCookies(answer: Answer): readonly string[] {
  const header = answer.headers['set-cookie'];
  return header === undefined ? [] : [header].flat();
}

export function locationOf(answer: Answer): string {
  const { location } = answer.headers;
  if (typeof location !== 'string') {
    throw new Error(`No redirect: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  return location;
}
