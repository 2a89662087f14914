// A client of the authorization code grant, as a web application is one: it sends people to the project and
// redeems what comes back.

import { Browser, createPerson, createPkcePair, type Person, type Visit } from './browser.ts';
import type { HttpAnswer } from './http-exchange.ts';
import type { ClientCredentials, ProjectApi } from './project-api.ts';

export const callback = 'http://127.0.0.1:4446/callback';

export interface Code {
  readonly code: string;
  readonly verifier: string;
  /** The whole answer, as it stood in the address. */
  readonly answer: URL;
}

export class WebClient {
  readonly project: ProjectApi;
  readonly credentials: ClientCredentials;
  readonly person: Person;
  readonly browser: Browser;

  private constructor(
    project: ProjectApi,
    { credentials, person }: { credentials: ClientCredentials; person: Person },
  ) {
    this.project = project;
    this.credentials = credentials;
    this.person = person;
    this.browser = new Browser(project);
  }

  /** Registers a client and somebody who uses it. */
  static async create(
    project: ProjectApi,
    fields: Readonly<Record<string, unknown>> = {},
    known?: Person,
  ): Promise<WebClient> {
    const credentials = await project.createClient({
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [callback],
      scope: 'openid offline_access email profile',
      ...fields,
    });
    const person = known ?? createPerson();
    if (known === undefined) await new Browser(project).register(person);
    return new WebClient(project, { credentials, person });
  }

  /** The parameters of an ordinary request, without PKCE. */
  request(change: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      client_id: this.credentials.clientId,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid offline_access',
      state: 'a-state-of-the-client',
      ...change,
    };
  }

  /** Gets a code with PKCE. */
  async obtainCode(
    change: Readonly<Record<string, string>> = {},
    visit: Partial<Visit> = {},
  ): Promise<Code> {
    const { verifier, challenge } = createPkcePair();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const answer = await this.browser.authorize(this.request({ ...pkce, ...change }), {
      person: this.person,
      remember: true,
      ...visit,
    });
    const code = answer.searchParams.get('code');
    if (code === null) throw new Error(`no code: ${answer}`);
    return { code, verifier, answer };
  }

  redeem(
    { code, verifier }: Pick<Code, 'code' | 'verifier'>,
    change: Readonly<Record<string, string | undefined>> = {},
  ): Promise<HttpAnswer> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      code_verifier: verifier,
      ...change,
    };
    return this.post(form);
  }

  refresh(refreshToken: string, change: Readonly<Record<string, string>> = {}) {
    return this.post({ grant_type: 'refresh_token', refresh_token: refreshToken, ...change });
  }

  /** Signs in and redeems; throws where that fails. */
  async obtainTokens(change: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    const answer = await this.redeem(await this.obtainCode(change));
    if (answer.status !== 200) throw new Error(`no tokens: ${answer.describe()}`);
    return answer;
  }

  post(form: Readonly<Record<string, string | undefined>>): Promise<HttpAnswer> {
    const present = Object.entries(form).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const { clientId, secret } = this.credentials;
    const isPublic = secret === '';
    return this.project.token({
      form: isPublic ? [...present, ['client_id', clientId]] : present,
      ...(isPublic ? {} : { as: this.credentials }),
    });
  }

  userinfo(accessToken: string): Promise<HttpAnswer> {
    return this.project.get('/userinfo', { authorization: `Bearer ${accessToken}` });
  }
}
