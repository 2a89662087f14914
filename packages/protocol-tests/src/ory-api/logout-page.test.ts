import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { OwnPages, readChallenge } from '../drivers/own-pages.ts';

const goodbye = 'https://app.example.com/goodbye';

describe('a logout page of the project', () => {
  let pages: OwnPages;

  beforeAll(async () => {
    pages = await OwnPages.create({ post_logout_redirect_uris: [goodbye] });
  });

  async function signIn(browser: Browser, subject = `subject ${randomUUID()}`) {
    const consent = { grant_scope: ['openid'], remember: true };
    const tokens = await pages.signIn(
      browser,
      { login: { subject, remember: true }, consent },
      { scope: 'openid' },
    );
    return { subject, tokens };
  }

  /** @returns where the logout endpoint sends the browser. */
  async function logOut(browser: Browser, parameters: Readonly<Record<string, string>>) {
    const answer = await browser.get(`/oauth2/sessions/logout?${new URLSearchParams(parameters)}`);
    expect(answer.status).toBe(303);
    return new URL(answer.headers.location ?? '', pages.project.address.url);
  }

  async function begin(browser: Browser) {
    const { subject, tokens } = await signIn(browser);
    const sentTo = await logOut(browser, {
      id_token_hint: tokens.stringAt('id_token'),
      post_logout_redirect_uri: goodbye,
      state: 'a state',
    });
    return { subject, tokens, challenge: readChallenge(sentTo, 'logout') };
  }

  const isSignedIn = async (browser: Browser) => {
    const { challenge } = await pages.begin(browser, { scope: 'openid' });
    return (await pages.show('login', challenge)).json()['skip'] === true;
  };

  it('ORY-getOAuth2LogoutRequest-1 tells who asks to sign out whom', async () => {
    const { subject, challenge } = await begin(new Browser(pages.project));
    const shown = await pages.show('logout', challenge);
    expect(shown.status).toBe(200);
    expect(shown.json()).toMatchObject({
      challenge,
      subject,
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      rp_initiated: true,
      request_url: expect.stringContaining('/oauth2/sessions/logout?'),
      client: { client_id: pages.client.credentials.clientId },
      requested_at: expect.any(String),
      expires_at: expect.any(String),
    });
    expect(shown.text).not.toContain('client_secret"');
  });

  it('ORY-acceptOAuth2LogoutRequest-1 signs out with all that hangs on it, and goes back to the registered address', async () => {
    const browser = new Browser(pages.project);
    const { tokens, challenge } = await begin(browser);
    const accepted = await pages.accept('logout', challenge);
    expect(accepted.status).toBe(200);
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(true);
    const end = await pages.follow(browser, accepted);
    expect(end.href).toBe(`${goodbye}?state=a+state`);
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(false);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('ORY-acceptOAuth2LogoutRequest-2 gives an address that is worth nothing in another browser, and nothing twice', async () => {
    const browser = new Browser(pages.project);
    const { tokens, challenge } = await begin(browser);
    const accepted = await pages.accept('logout', challenge);
    const stolen = await new Browser(pages.project).get(accepted.stringAt('redirect_to'));
    expect(stolen.status).toBe(400);
    expect(stolen.headers.location).toBeUndefined();
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(true);
    expect((await pages.follow(browser, accepted)).href).toContain(goodbye);
    await signIn(browser);
    expect((await browser.get(accepted.stringAt('redirect_to'))).status).toBe(400);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('ORY-acceptOAuth2LogoutRequest-3 answers 410 to whoever comes second and 404 to what nobody was sent with', async () => {
    const { challenge } = await begin(new Browser(pages.project));
    const answers = await Promise.all([1, 2, 3, 4].map(() => pages.accept('logout', challenge)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    const late = await pages.show('logout', challenge);
    expect(late.status).toBe(410);
    expect(late.stringAt('redirect_to')).toContain('/oauth2/sessions/logout?');
    for (const unknown of ['', 'nonsense', `${randomUUID()}.${'a'.repeat(43)}`]) {
      expect((await pages.show('logout', unknown)).status).toBe(404);
      expect((await pages.accept('logout', unknown)).status).toBe(404);
    }
  });

  it('ORY-rejectOAuth2LogoutRequest-1 leaves everybody signed in', async () => {
    const browser = new Browser(pages.project);
    const { tokens, challenge } = await begin(browser);
    expect((await pages.reject('logout', challenge)).status).toBe(204);
    expect((await pages.accept('logout', challenge)).status).toBe(410);
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(true);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('ORY-getOAuth2LogoutRequest-2 is asked by keys that may accept logins, of this project alone', async () => {
    const { challenge } = await begin(new Browser(pages.project));
    const other = await OwnPages.create();
    expect((await other.show('logout', challenge)).status).toBe(404);
    const path = `/oauth2/auth/requests/logout?logout_challenge=${challenge}`;
    expect((await pages.project.admin(path, { key: null })).status).toBe(401);
    expect((await pages.project.admin(path, { key: other.project.address.key })).status).toBe(401);
  });

  it('ORY-acceptOAuth2LogoutRequest-1 goes to no address that is not registered, whatever the page accepts', async () => {
    const browser = new Browser(pages.project);
    const { tokens } = await signIn(browser);
    const sentTo = await logOut(browser, {
      id_token_hint: tokens.stringAt('id_token'),
      post_logout_redirect_uri: 'https://evil.example/',
    });
    const challenge = readChallenge(sentTo, 'logout');
    const end = await pages.follow(browser, await pages.accept('logout', challenge));
    expect(end.href).toBe(`${pages.project.address.url}/logout?done=1`);
  });
});
