import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, createPkcePair } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('authorization requests under attack', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project, { require_pkce: false });
  });

  /** Asks in a browser of its own where nobody is signed in. */
  const askAsNobody = (change: Readonly<Record<string, string>>, web = client) =>
    new Browser(project).authorize(web.request(change), { person: web.person, allow: 'deny' });

  it('attack 25: every answer names the issuer byte for byte, errors too, and the metadata says so', async () => {
    const granted = (await client.obtainCode()).answer;
    const silent = await askAsNobody({ prompt: 'none' });
    const unsupported = await askAsNobody({ response_type: 'token' });
    for (const answer of [granted, silent, unsupported]) {
      expect(answer.searchParams.getAll('iss')).toEqual([project.address.url]);
    }
    const metadata = await project.get('/.well-known/openid-configuration');
    expect(metadata.json()).toMatchObject({
      issuer: project.address.url,
      authorization_response_iss_parameter_supported: true,
    });
  });

  it.each(['token', 'id_token', 'id_token token', 'none', 'code token', 'code id_token', 'CODE'])(
    'attack 26: the response type "%s" is refused',
    async (type) => {
      const answer = await askAsNobody({ response_type: type });
      expect(answer.searchParams.get('error')).toBe('unsupported_response_type');
      expect(answer.hash).toBe('');
    },
  );

  it.each(['fragment', 'form_post', 'jwt'])(
    'attack 26: the response mode "%s" is refused by query',
    async (mode) => {
      const answer = await askAsNobody({ response_mode: mode });
      expect(answer.searchParams.get('error')).toBe('invalid_request');
      expect(answer.hash).toBe('');
    },
  );

  it('attack 26: what comes back after the pages is read from our own store, not from the address', async () => {
    const begun = await client.browser.get(
      `/oauth2/auth?${new URLSearchParams(client.request({ prompt: 'login' }))}`,
    );
    const opened = await client.browser.get(begun.headers.location ?? '');
    const flow = new URL(opened.headers.location ?? '').searchParams.get('flow') ?? '';
    const signedIn = await client.browser.logIn(flow, client.person);
    const tampered = `${signedIn.headers.location}&redirect_uri=https://evil.com/&response_type=token&scope=all`;
    const answer = await client.browser.walk(tampered, { person: client.person });
    expect(answer.origin).toBe('http://127.0.0.1:4446');
    expect(answer.searchParams.get('scope')).toBe('openid offline_access');
  });

  it('attack 27: a scope that the client may not have is refused', async () => {
    const answer = await askAsNobody({ scope: 'openid admin' });
    expect(answer.searchParams.get('error')).toBe('invalid_scope');
  });

  it('attack 27: a consent form with a scope that was not asked for is refused', async () => {
    const browser = new Browser(project);
    const web = await WebClient.create(project, {}, client.person);
    const { challenge } = createPkcePair();
    const visit = { person: web.person, allow: ['openid', 'profile'] };
    const request = web.request({
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    await expect(browser.authorize(request, visit)).rejects.toThrow(/error|400/);
  });

  it('attack 28: without consent to offline access, or without the grant type, there is no refresh token', async () => {
    const web = await WebClient.create(project, {}, client.person);
    const code = await web.obtainCode({}, { allow: ['openid'], remember: false });
    const answer = await web.redeem(code);
    expect(answer.json()).not.toHaveProperty('refresh_token');
    expect(answer.stringAt('scope')).toBe('openid');
    const online = await WebClient.create(
      project,
      { grant_types: ['authorization_code'] },
      client.person,
    );
    const tokens = await online.redeem(await online.obtainCode());
    expect(tokens.json()).not.toHaveProperty('refresh_token');
  });

  it.each([
    [{ prompt: 'none' }, 'login_required'],
    [{ prompt: 'none login' }, 'invalid_request'],
    [{ prompt: 'nonsense' }, 'invalid_request'],
    [{ max_age: '-1' }, 'invalid_request'],
    [{ max_age: '1e99' }, 'invalid_request'],
    [{ max_age: 'NaN' }, 'invalid_request'],
  ])('attack 29: %j at a browser where nobody is signed in is %s', async (change, error) => {
    const answer = await askAsNobody(change);
    expect(answer.searchParams.get('error')).toBe(error);
  });

  it('attack 29: signed in, but without a consent, prompt=none is consent_required', async () => {
    const web = await WebClient.create(project, {}, client.person);
    await web.obtainCode({}, { remember: false });
    const answer = await web.browser.authorize(web.request({ prompt: 'none' }), {
      person: web.person,
    });
    expect(answer.searchParams.get('error')).toBe('consent_required');
  });

  it('attack 29: max_age=0 asks for the password again', async () => {
    await client.obtainCode();
    const begun = await client.browser.get(
      `/oauth2/auth?${new URLSearchParams(client.request({ max_age: '0', prompt: 'login' }))}`,
    );
    expect(begun.headers.location).toContain('login_challenge=');
  });

  it("attack 30: somebody else's ID token as a hint is login_required, one that is not ours is refused", async () => {
    const other = await WebClient.create(project);
    const sameClient = (await client.obtainTokens()).stringAt('id_token');
    const stranger = new Browser(project);
    await stranger.authorize(client.request(), { person: other.person, remember: true });
    const silent = (hint: string) =>
      stranger.authorize(client.request({ prompt: 'none', id_token_hint: hint }), {
        person: other.person,
      });
    expect((await silent(sameClient)).searchParams.get('error')).toBe('login_required');

    const elsewhere = await WebClient.create(await managementApi().createProject());
    const foreign = (await elsewhere.obtainTokens()).stringAt('id_token');
    const [, claims = ''] = sameClient.split('.');
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const hint of [foreign, `${header}.${claims}.`, 'nonsense']) {
      expect((await silent(hint)).searchParams.get('error')).toBe('invalid_request');
    }
  });
});
