// A project that brings its own login, consent and logout pages: they hold a key that may accept, and answer
// over the API what a person would answer on them.

import { type Browser, createPkcePair } from './browser.ts';
import type { HttpAnswer } from './http-exchange.ts';
import type { ProjectApi } from './project-api.ts';
import { managementApi } from './running-product.ts';
import { WebClient } from './web-client.ts';

export type Stage = 'login' | 'consent' | 'logout';

export const ownPages = {
  login: 'https://pages.example/login',
  consent: 'http://127.0.0.1:3000/consent',
  logout: 'https://pages.example/logout',
};

/** Where such a project takes the codes of devices, and says that all is done. */
export const ownDevicePages = {
  verification: 'https://pages.example/device',
  success: 'https://pages.example/device/done',
};

const keyScopes = [
  ...['login:accept', 'consent:accept', 'clients:write', 'clients:read', 'identities:read'],
  ...['identities:write', 'tokens:introspect', 'tokens:revoke'],
];

export class OwnPages {
  readonly project: ProjectApi;
  readonly client: WebClient;

  private constructor(project: ProjectApi, client: WebClient) {
    this.project = project;
    this.client = client;
  }

  static async create(clientFields: Readonly<Record<string, unknown>> = {}): Promise<OwnPages> {
    const plain = await managementApi().createProject();
    const path = '/services/oauth2/config/urls';
    const value = { ...ownPages, device: ownDevicePages };
    await managementApi().patchProject(plain.address.id, [{ op: 'add', path, value }]);
    const key = await managementApi().createProjectKey(plain.address.id, { scopes: keyScopes });
    const project = plain.withKey(key);
    return new OwnPages(project, await WebClient.create(project, clientFields));
  }

  /** Goes to the authorization endpoint. @returns where the browser is sent, and the PKCE verifier. */
  async ask(browser: Browser, change: Readonly<Record<string, string>> = {}) {
    const { verifier, challenge } = createPkcePair();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const request = this.client.request({ ...pkce, ...change });
    const answer = await browser.get(`/oauth2/auth?${new URLSearchParams(request)}`);
    return { sentTo: new URL(answer.headers.location ?? ''), verifier };
  }

  /** As `ask`, to the login page. */
  async begin(browser: Browser, change: Readonly<Record<string, string>> = {}) {
    const { sentTo, verifier } = await this.ask(browser, change);
    return { challenge: readChallenge(sentTo, 'login'), verifier };
  }

  show(stage: Stage, challenge: string): Promise<HttpAnswer> {
    return this.project.admin(requestPath(stage, challenge));
  }

  accept(stage: Stage, challenge: string, json: object = {}): Promise<HttpAnswer> {
    return this.project.admin(requestPath(stage, challenge, '/accept'), { method: 'PUT', json });
  }

  reject(stage: Stage, challenge: string, json: object = {}): Promise<HttpAnswer> {
    return this.project.admin(requestPath(stage, challenge, '/reject'), { method: 'PUT', json });
  }

  /** Follows `redirect_to` in the browser. @returns where it is sent next. */
  async follow(browser: Browser, accepted: HttpAnswer): Promise<URL> {
    const next = await browser.get(accepted.stringAt('redirect_to'));
    return new URL(next.headers.location ?? '', this.project.address.url);
  }

  /** Logs in and consents. @returns the tokens. */
  async signIn(
    browser: Browser,
    answers: { readonly login: object; readonly consent: object },
    change: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer> {
    const { challenge, verifier } = await this.begin(browser, change);
    const page = await this.follow(browser, await this.accept('login', challenge, answers.login));
    return this.finish(browser, { page, verifier, consent: answers.consent });
  }

  /** From the consent page, or from the client's address where none was asked for. @returns the tokens. */
  async finish(
    browser: Browser,
    { page, verifier, consent }: { page: URL; verifier: string; consent: object },
  ): Promise<HttpAnswer> {
    const asked = page.searchParams.get('consent_challenge');
    const end =
      asked === null
        ? page
        : await this.follow(browser, await this.accept('consent', asked, consent));
    const code = end.searchParams.get('code');
    if (code === null) throw new Error(`no code: ${end}`);
    const tokens = await this.client.redeem({ code, verifier });
    if (tokens.status !== 200) throw new Error(`no tokens: ${tokens.describe()}`);
    return tokens;
  }
}

function requestPath(stage: Stage, challenge: string, verb = ''): string {
  return `/oauth2/auth/requests/${stage}${verb}?${stage}_challenge=${encodeURIComponent(challenge)}`;
}

/** Throws where the browser was sent anywhere but to that page. */
export function readChallenge(sentTo: URL, stage: Stage): string {
  const challenge = sentTo.searchParams.get(`${stage}_challenge`);
  if (challenge !== null && sentTo.origin + sentTo.pathname === ownPages[stage]) return challenge;
  throw new Error(`not the ${stage} page: ${sentTo}`);
}

/** @returns the claims of a JWT, unverified. */
export function readClaims(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}
