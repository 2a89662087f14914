// A client without a browser of its own (RFC 8628), and somebody who answers for it at one.

import { Browser, createPerson, type Person, type Visit } from './browser.ts';
import type { HttpAnswer } from './http-exchange.ts';
import type { ClientCredentials, ProjectApi } from './project-api.ts';

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What somebody does with the code that the device shows. */
export type DeviceDecision = 'allow' | 'deny';

export class DeviceClient {
  readonly project: ProjectApi;
  readonly credentials: ClientCredentials;
  readonly person: Person;

  private constructor(
    project: ProjectApi,
    { credentials, person }: { credentials: ClientCredentials; person: Person },
  ) {
    this.project = project;
    this.credentials = credentials;
    this.person = person;
  }

  /** Registers a public client, unless `fields` say otherwise, and somebody who uses it. */
  static async create(
    project: ProjectApi,
    fields: Readonly<Record<string, unknown>> = {},
    known?: Person,
  ): Promise<DeviceClient> {
    const credentials = await project.createClient({
      client_name: 'Lighthouse TV',
      grant_types: [deviceGrant, 'refresh_token'],
      response_types: [],
      scope: 'openid offline_access email',
      token_endpoint_auth_method: 'none',
      ...fields,
    });
    const person = known ?? createPerson();
    if (known === undefined) await new Browser(project).register(person);
    return new DeviceClient(project, { credentials, person });
  }

  /** Asks to be let in. */
  begin(form: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    return this.#send('/oauth2/device/auth', { scope: 'openid offline_access', ...form });
  }

  poll(deviceCode: string): Promise<HttpAnswer> {
    return this.#send('/oauth2/token', { grant_type: deviceGrant, device_code: deviceCode });
  }

  refresh(refreshToken: string): Promise<HttpAnswer> {
    return this.#send('/oauth2/token', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
  }

  /** Somebody enters the code and decides. @returns where their browser ends. */
  answer(userCode: string, decision: DeviceDecision = 'allow'): Promise<URL> {
    const { person } = this;
    const visit = decision === 'deny' ? { person, allow: decision } : { person };
    return answerUserCode(this.browser(), userCode, visit);
  }

  /** Asks, is let in, and redeems; throws where that fails. */
  async obtainTokens(form: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    const begun = await this.begin(form);
    await this.answer(begun.stringAt('user_code'));
    const tokens = await this.poll(begun.stringAt('device_code'));
    if (tokens.status !== 200) throw new Error(`no tokens: ${tokens.describe()}`);
    return tokens;
  }

  browser(): Browser {
    return new Browser(this.project);
  }

  #send(path: string, fields: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const { clientId, secret } = this.credentials;
    const isPublic = secret === '';
    return this.project.postForm(path, {
      form: isPublic ? { ...fields, client_id: clientId } : fields,
      ...(isPublic ? {} : { as: this.credentials }),
    });
  }
}

/** Opens the page for codes. @returns the challenge that it was opened with. */
export async function openDevicePage(browser: Browser, userCode = ''): Promise<string> {
  const query = userCode === '' ? '' : `?${new URLSearchParams({ user_code: userCode })}`;
  const sent = await browser.get(`/oauth2/device/verify${query}`);
  const challenge = new URL(sent.headers.location ?? '').searchParams.get('device_challenge');
  if (challenge === null) throw new Error(`no challenge: ${sent.describe()}`);
  return challenge;
}

/** Sends a code from the hosted page. @returns where the browser goes next. */
export async function postUserCode(
  browser: Browser,
  challenge: string,
  userCode: string,
): Promise<URL> {
  const query = new URLSearchParams({ device_challenge: challenge });
  const shown = await browser.get(`/self-service/device?${query}`);
  const answer = await browser.post('/self-service/device', {
    device_challenge: challenge,
    csrf_token: shown.stringAt('csrf_token'),
    user_code: userCode,
  });
  return new URL(answer.headers.location ?? '');
}

export async function enterUserCode(browser: Browser, userCode: string): Promise<URL> {
  return postUserCode(browser, await openDevicePage(browser), userCode);
}

/** Enters a code, logs in and decides. @returns where it ends. */
export async function answerUserCode(
  browser: Browser,
  userCode: string,
  visit: Visit,
): Promise<URL> {
  const next = await enterUserCode(browser, userCode);
  return browser.walk(next.href, { ...visit, endsAt: (url) => url.searchParams.has('done') });
}
