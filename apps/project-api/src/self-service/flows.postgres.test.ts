// Registration, login and logout as a browser and a native application see them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  origin,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView, locationOf, setCookies, TestBrowser } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
let issuer: string;
let people = 0;

beforeAll(async () => {
  api = await startProjectApi();
  home = await api.createProject();
  issuer = `${origin}/p/${home.project.slug}`;
});
afterAll(() => api.close());

const newBrowser = () => new TestBrowser(api, home.project.slug);
const newPerson = () => {
  people += 1;
  return { email: `Person${people}@example.com`, password: `a fine phrase ${people}` };
};

async function registered() {
  const person = newPerson();
  await newBrowser().register(person);
  return person;
}

describe('registration', () => {
  it('leads from the link through the form to a login flow, and from there into a session', async () => {
    const browser = newBrowser();
    const person = newPerson();
    const flow = await browser.begin('registration');
    expect(flow.fieldNames).toEqual([
      'csrf_token',
      'traits.email',
      'traits.name',
      'password',
      'method',
    ]);
    const answer = await browser.submit(flow, {
      'traits.email': person.email,
      'traits.name': 'Ann',
      password: person.password,
    });
    expect(answer.status).toBe(303);
    const next = new URL(locationOf(answer));
    expect(next.href.startsWith(`${issuer}/login?flow=`)).toBe(true);
    const login = await browser.read('login', next.searchParams.get('flow') ?? '');
    expect(login.messageIds).toEqual([1900001]);
    expect(login.field('identifier')?.attributes['value']).toBe(person.email);
    expect(setCookies(answer).join()).not.toContain('gatehouse_session');

    const signedIn = await browser.submit(login, {
      identifier: person.email.toUpperCase(),
      password: person.password,
    });
    expect(locationOf(signedIn)).toBe(`${issuer}/signed-in`);
    const me = await browser.getJson('/sessions/whoami');
    expect(me.json).toMatchObject({
      active: true,
      authenticator_assurance_level: 'aal1',
      identity: { traits: { email: person.email, name: 'Ann' }, state: 'active' },
    });
  });

  it('says beside each field what is wrong with it, keeps what was typed, and never a password', async () => {
    const browser = newBrowser();
    const flow = await browser.begin('registration');
    const answer = await browser.submit(flow, {
      'traits.email': 'no address',
      'traits.name': 'Ann\u202e',
      password: 'short',
    });
    expect(locationOf(answer)).toBe(`${issuer}/registration?flow=${flow.id}`);
    const again = await browser.read('registration', flow.id);
    expect(again.messagesOf('traits.email')).toEqual([4000040]);
    expect(again.messagesOf('traits.name')).toEqual([4000004]);
    expect(again.messagesOf('password')).toEqual([4000032]);
    expect(again.field('traits.email')?.attributes['value']).toBe('no address');
    expect(again.answer.text).not.toContain('short');
  });

  it.each([
    ['password1234', 4000034],
    ['aaaaaaaaaaaa', 4000034],
    ['PERSON@example.COM', 4000031],
    ['a'.repeat(129), 4000033],
    ['', 4000002],
  ])('refuses the password %j', async (password, messageId) => {
    const browser = newBrowser();
    const flow = await browser.begin('registration');
    await browser.submit(flow, { 'traits.email': 'person@example.com', password });
    const again = await browser.read('registration', flow.id);
    expect(again.messagesOf('password')).toEqual([messageId]);
  });
});

describe('login', () => {
  it('answers a wrong password and an unknown account in the same words', async () => {
    const person = await registered();
    const answers = [];
    for (const identifier of [person.email, 'nobody@example.com']) {
      const browser = newBrowser();
      const flow = await browser.begin('login');
      const answer = await browser.submit(flow, { identifier, password: 'not the password' });
      expect(locationOf(answer)).toBe(`${issuer}/login?flow=${flow.id}`);
      const again = await browser.read('login', flow.id);
      answers.push([again.messageIds, again.messagesOf('password')]);
    }
    expect(answers).toEqual([
      [[4000006], []],
      [[4000006], []],
    ]);
  });

  it('continues where the flow was begun for, if the project allows it', async () => {
    const person = await registered();
    const inside = `${issuer}/somewhere?a=b`;
    const allowed = await newBrowser().logIn(person, `?return_to=${encodeURIComponent(inside)}`);
    expect(locationOf(allowed)).toBe(inside);
    for (const foreign of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) {
      const answer = await newBrowser().logIn(person, `?return_to=${encodeURIComponent(foreign)}`);
      expect(locationOf(answer)).toBe(`${issuer}/signed-in`);
    }
  });

  it('sends somebody who is signed in on at once, and asks again only for a refresh', async () => {
    const person = await registered();
    const browser = newBrowser();
    await browser.logIn(person);
    expect(locationOf(await browser.get('/self-service/login/browser'))).toBe(
      `${issuer}/signed-in`,
    );
    const json = await browser.getJson('/self-service/login/browser');
    expect([json.status, json.json['error']]).toMatchObject([
      400,
      { id: 'session_already_available' },
    ]);
    const flow = await browser.begin('login', '?refresh=true');
    expect(flow.messageIds).toEqual([1010003]);
  });

  it('keeps the session of somebody who confirms to be that person, under a new token', async () => {
    const person = await registered();
    const browser = newBrowser();
    await browser.logIn(person);
    const before = await browser.getJson('/sessions/whoami');
    const oldCookies = browser.cookieHeader;
    await browser.logIn(person, '?refresh=true');
    const after = await browser.getJson('/sessions/whoami');
    expect(after.json['id']).toBe(before.json['id']);
    const stale = await api.send(`${browser.base}/sessions/whoami`, {
      headers: { cookie: oldCookies },
    });
    expect(stale.status).toBe(401);
  });

  it('replaces an expired flow by a new one for the same purpose', async () => {
    const person = await registered();
    const browser = newBrowser();
    const flow = await browser.begin('login', `?return_to=${encodeURIComponent(`${issuer}/x`)}`);
    api.tenants.clock.advance(1801);
    expect((await browser.getJson(`/self-service/login/flows?id=${flow.id}`)).status).toBe(410);
    const answer = await browser.submit(flow, {
      identifier: person.email,
      password: person.password,
    });
    const id = new URL(locationOf(answer)).searchParams.get('flow') ?? '';
    const next = await browser.read('login', id);
    expect(next.messageIds).toEqual([4010001]);
    const done = await browser.submit(next, {
      identifier: person.email,
      password: person.password,
    });
    expect(locationOf(done)).toBe(`${issuer}/x`);
  });

  it('completes a flow once: the second of two posts gets a new flow', async () => {
    const person = await registered();
    const browser = newBrowser();
    const flow = await browser.begin('login');
    const fields = { identifier: person.email, password: person.password };
    const answers = await Promise.all([browser.submit(flow, fields), browser.submit(flow, fields)]);
    const signedIn = answers.filter((answer) => locationOf(answer) === `${issuer}/signed-in`);
    expect(signedIn).toHaveLength(1);
  });

  it('speaks JSON to a program in a browser: 400 with the flow, 200 with the session', async () => {
    const person = await registered();
    const browser = newBrowser();
    const flow = new FlowView(await browser.getJson('/self-service/login/browser'));
    const post = (password: string) =>
      browser.send(flow.actionTarget, {
        json: {
          method: 'password',
          csrf_token: flow.csrfToken,
          identifier: person.email,
          password,
        },
        headers: { accept: 'application/json' },
      });
    const wrong = await post('not the password');
    expect([wrong.status, new FlowView(wrong).messageIds]).toEqual([400, [4000006]]);
    const right = await post(person.password);
    expect(right.status).toBe(200);
    expect(right.json).toMatchObject({
      session: { identity: { traits: { email: person.email } } },
    });
    expect(setCookies(right).length).toBe(2);
  });
});

describe('native applications', () => {
  it('register and sign in without cookies, and use the session token', async () => {
    const base = `/p/${home.project.slug}`;
    const person = newPerson();
    const begin = async (kind: string) =>
      new FlowView(await api.send(`${base}/self-service/${kind}/api`));
    const registration = await begin('registration');
    const traits = { email: person.email };
    const made = await api.send(registration.actionTarget, {
      json: { method: 'password', traits, password: person.password },
    });
    expect(made.json).toMatchObject({ continue_with: [{ action: 'show_login_ui' }] });
    const login = await begin('login');
    const answer = await api.send(login.actionTarget, {
      json: { method: 'password', identifier: person.email, password: person.password },
    });
    expect(setCookies(answer)).toEqual([]);
    const token = String(answer.json['session_token']);
    expect(token).toMatch(/^gh_st_/);
    const whoami = (headers: Record<string, string>) =>
      api.send(`${base}/sessions/whoami`, { headers });
    expect((await whoami({ 'x-session-token': token })).status).toBe(200);
    expect((await whoami({ authorization: `Bearer ${token}` })).status).toBe(200);
    const logout = await api.send(`${base}/self-service/logout/api`, {
      method: 'DELETE',
      json: { session_token: token },
    });
    expect(logout.status).toBe(204);
    expect((await whoami({ 'x-session-token': token })).status).toBe(401);
  });
});

describe('logout', () => {
  it('ends the session by a link that carries its token, and by nothing else', async () => {
    const person = await registered();
    const browser = newBrowser();
    await browser.logIn(person);
    expect((await browser.get('/self-service/logout')).status).toBe(403);
    expect((await browser.get('/self-service/logout?token=AAAA')).status).toBe(403);
    const { json } = await browser.getJson('/self-service/logout/browser');
    const { pathname, search } = new URL(String(json['logout_url']));
    const answer = await browser.get(pathname + search);
    expect(locationOf(answer)).toBe(`${issuer}/login`);
    expect(browser.cookies.size).toBe(0);
    expect((await browser.getJson('/sessions/whoami')).status).toBe(401);
  });
});

it('shows a person their other sessions and ends them', async () => {
  const person = await registered();
  const [here, there] = [newBrowser(), newBrowser()];
  await here.logIn(person);
  await there.logIn(person);
  const others = await here.getJson('/sessions');
  const [other] = Object.values(others.json);
  expect(other).toMatchObject({ active: true, devices: [{ user_agent: 'Test browser' }] });
  const ended = await here.send('/sessions', { method: 'DELETE' });
  expect(ended.json).toEqual({ count: 1 });
  expect((await there.getJson('/sessions/whoami')).status).toBe(401);
  expect((await here.getJson('/sessions/whoami')).status).toBe(200);
});

it('serves the identity schema and unknown errors as such', async () => {
  const browser = newBrowser();
  const schemas = await browser.getJson('/schemas');
  expect(Object.values(schemas.json)).toMatchObject([{ id: 'default' }]);
  expect((await browser.getJson('/schemas/default')).json).toMatchObject({ title: 'Person' });
  expect((await browser.getJson('/schemas/other')).status).toBe(404);
  expect((await browser.getJson('/self-service/errors?id=made-up')).status).toBe(404);
});
