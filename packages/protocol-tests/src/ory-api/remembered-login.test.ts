import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { OwnPages, ownPages, readChallenge, readClaims } from '../drivers/own-pages.ts';

const consent = { grant_scope: ['openid'], remember: true };
const online = { scope: 'openid' };

describe('a login that a page of the project wants to be remembered', () => {
  let pages: OwnPages;

  beforeAll(async () => {
    pages = await OwnPages.create();
  });

  const signIn = (browser: Browser, subject: string, login: object = { remember: true }) =>
    pages.signIn(
      browser,
      { login: { subject, acr: 'gold', amr: ['hwk'], ...login }, consent },
      online,
    );

  it('ORY-acceptOAuth2LoginRequest-6 shows the page whom it remembers, and keeps when and how they logged in', async () => {
    const browser = new Browser(pages.project);
    const subject = `subject ${randomUUID()}`;
    const first = readClaims((await signIn(browser, subject)).stringAt('id_token'));
    const { challenge, verifier } = await pages.begin(browser, online);
    expect((await pages.show('login', challenge)).json()).toMatchObject({
      skip: true,
      subject,
      session_id: first['sid'],
    });
    const page = await pages.follow(browser, await pages.accept('login', challenge, { subject }));
    const again = await pages.finish(browser, { page, verifier, consent });
    const { sub, sid, acr, amr, auth_time } = first;
    expect(readClaims(again.stringAt('id_token'))).toMatchObject({ sub, sid, acr, amr, auth_time });
  });

  it('ORY-acceptOAuth2LoginRequest-7 lets prompt=none pass in that browser, and in no other', async () => {
    const browser = new Browser(pages.project);
    const subject = `subject ${randomUUID()}`;
    await signIn(browser, subject);
    const silent = { ...online, prompt: 'none' };
    const { challenge, verifier } = await pages.begin(browser, silent);
    const page = await pages.follow(browser, await pages.accept('login', challenge, { subject }));
    const tokens = await pages.finish(browser, { page, verifier, consent });
    expect(readClaims(tokens.stringAt('id_token'))['sub']).toBe(subject);
    const { sentTo } = await pages.ask(new Browser(pages.project), silent);
    expect(sentTo.searchParams.get('error')).toBe('login_required');
  });

  it('ORY-acceptOAuth2LoginRequest-8 remembers nobody unless the page says so, and not longer than it says', async () => {
    const forgetful = new Browser(pages.project);
    await signIn(forgetful, 'ada', { remember: false });
    const { challenge } = await pages.begin(forgetful, online);
    expect((await pages.show('login', challenge)).json()).toMatchObject({
      skip: false,
      subject: '',
    });
    const short = new Browser(pages.project);
    await signIn(short, 'ada', { remember: true, remember_for: 1 });
    await expect
      .poll(async () => (await pages.ask(short, { ...online, prompt: 'none' })).sentTo.href, {
        timeout: 10_000,
      })
      .toContain('error=login_required');
  });

  it('ORY-acceptOAuth2LoginRequest-9 refuses another subject than the one it was shown', async () => {
    const browser = new Browser(pages.project);
    await signIn(browser, 'ada');
    const { challenge } = await pages.begin(browser, online);
    expect((await pages.accept('login', challenge, { subject: 'eve' })).status).toBe(400);
    expect((await pages.accept('login', challenge, { subject: 'ada' })).status).toBe(200);
  });

  it('ORY-acceptOAuth2LoginRequest-10 gives the browser a cookie that it never had before, and the old one is worth nothing', async () => {
    const browser = new Browser(pages.project);
    await signIn(browser, 'ada');
    const loginCookie = () =>
      [...browser.cookies].find(([name]) => name.startsWith('gatehouse_login_')) ?? ['', ''];
    const [name, before] = loginCookie();
    await pages.signIn(
      browser,
      { login: { subject: 'bob', remember: true }, consent },
      { ...online, prompt: 'login' },
    );
    expect(loginCookie()[1]).not.toBe(before);
    const thief = new Browser(pages.project);
    const request = pages.client.request({ ...online, prompt: 'none' });
    const answer = await thief.get(`/oauth2/auth?${new URLSearchParams(request)}`, {
      cookie: `${name}=${before}`,
    });
    expect(answer.headers.location).toContain('error=');
    expect(answer.headers.location).not.toContain(ownPages.login);
  });

  it('ORY-revokeOAuth2LoginSessions-2 ends the remembered logins of a subject, and what hangs on them', async () => {
    const browser = new Browser(pages.project);
    const subject = `subject ${randomUUID()}`;
    const token = (await signIn(browser, subject)).stringAt('access_token');
    expect(await pages.project.isActive(token)).toBe(true);
    const path = `/oauth2/auth/sessions/login?${new URLSearchParams({ subject })}`;
    expect((await pages.project.admin(path, { method: 'DELETE' })).status).toBe(204);
    expect(await pages.project.isActive(token)).toBe(false);
    const { sentTo } = await pages.ask(browser, online);
    const shown = await pages.show('login', readChallenge(sentTo, 'login'));
    expect(shown.json()).toMatchObject({ skip: false });
  });
});

describe('what the consent page adds to tokens', () => {
  const session = {
    access_token: { plan: 'pro', seats: [1, 2], sub: 'forged', gh_epochs: [] },
    id_token: { plan: 'pro', nonce: 'forged', azp: 'forged' },
  };
  const answers = {
    login: { subject: 'ada' },
    consent: { grant_scope: ['openid', 'offline_access'], session },
  };

  it('ORY-acceptOAuth2ConsentRequest-3 is told by introspection as ext, also after a refresh', async () => {
    const pages = await OwnPages.create();
    const tokens = await pages.signIn(new Browser(pages.project), answers);
    const refreshed = await pages.client.refresh(tokens.stringAt('refresh_token'));
    for (const token of [tokens.stringAt('access_token'), refreshed.stringAt('access_token')]) {
      const shown = (await pages.project.adminIntrospect(token)).json();
      expect(shown).toMatchObject({ active: true, sub: 'ada', ext: session.access_token });
      const own = await pages.project.introspect({ form: { token }, as: pages.client.credentials });
      expect(own.json()).toMatchObject({ ext: session.access_token });
    }
    const idToken = readClaims(tokens.stringAt('id_token'));
    expect(idToken).toMatchObject({ plan: 'pro', sub: 'ada' });
    expect(idToken).not.toHaveProperty('nonce');
    expect(idToken).not.toHaveProperty('azp');
  });

  it('ORY-acceptOAuth2ConsentRequest-4 stands in a JWT access token and replaces no registered claim', async () => {
    const pages = await OwnPages.create({ access_token_strategy: 'jwt' });
    const tokens = await pages.signIn(new Browser(pages.project), answers);
    const token = tokens.stringAt('access_token');
    const claims = readClaims(token);
    expect(claims).toMatchObject({ plan: 'pro', seats: [1, 2], sub: 'ada' });
    expect(claims['ext']).toEqual(session.access_token);
    expect(claims['gh_epochs']).not.toEqual([]);
    expect((await pages.project.adminIntrospect(token)).json()).toMatchObject({
      active: true,
      ext: session.access_token,
    });
  });

  it('ORY-acceptOAuth2ConsentRequest-5 answers 410 with the way back to whoever is late, also when all is over', async () => {
    const pages = await OwnPages.create();
    const browser = new Browser(pages.project);
    const { challenge, verifier } = await pages.begin(browser);
    const accepted = await pages.accept('login', challenge, answers.login);
    const page = await pages.follow(browser, accepted);
    await pages.finish(browser, { page, verifier, consent: answers.consent });
    const consentChallenge = readChallenge(page, 'consent');
    for (const [stage, used] of [
      ['login', challenge],
      ['consent', consentChallenge],
    ] as const) {
      for (const late of [
        await pages.show(stage, used),
        await pages.accept(stage, used, answers.login),
      ]) {
        expect(late.status).toBe(410);
        expect(late.stringAt('redirect_to')).toContain('/oauth2/auth?');
      }
    }
  });
});
