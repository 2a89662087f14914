import { randomUUID } from 'node:crypto';
import type { LoginFlow, RegistrationFlow } from '@ory/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Person } from '../drivers/browser.ts';
import { managementApi } from '../drivers/running-product.ts';
import { cookiesOf, csrfTokenOf } from './flow-documents.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, frontend', () => {
  let sdk: ProjectSdk['frontend'];

  beforeAll(async () => {
    sdk = sdkOf(await managementApi().createProject()).frontend;
  });

  const traitsOf = ({ email, name }: Person) => ({ email, name });

  const register = async (): Promise<Person> => {
    const person = createPerson();
    const { data } = await sdk.createNativeRegistrationFlow();
    await sdk.updateRegistrationFlow({
      flow: data.id,
      updateRegistrationFlowBody: {
        method: 'password',
        password: person.password,
        traits: traitsOf(person),
      },
    });
    return person;
  };

  const signInNatively = async (person: Person) => {
    const { data: flow } = await sdk.createNativeLoginFlow();
    const { data } = await sdk.updateLoginFlow({
      flow: flow.id,
      updateLoginFlowBody: {
        method: 'password',
        identifier: person.email,
        password: person.password,
      },
    });
    return { token: data.session_token ?? '', session: data.session };
  };

  /** As an application with pages of its own does it, in JSON, with the cookies of the browser. */
  const signInInBrowser = async (person: Person): Promise<string> => {
    const opened = await sdk.createBrowserLoginFlow();
    const answer = await sdk.updateLoginFlow({
      flow: opened.data.id,
      cookie: cookiesOf(opened),
      updateLoginFlowBody: {
        method: 'password',
        csrf_token: csrfTokenOf(opened.data),
        identifier: person.email,
        password: person.password,
      },
    });
    return cookiesOf(opened, answer);
  };

  const flowFields = {
    id: expect.any(String),
    expires_at: expect.any(String),
    issued_at: expect.any(String),
    request_url: expect.any(String),
    state: 'choose_method',
    ui: { action: expect.any(String), method: 'POST', nodes: expect.any(Array) },
  };

  it('SDK-createNativeRegistrationFlow opens a registration for an application', async () => {
    const { data } = await sdk.createNativeRegistrationFlow();
    expect(data).toMatchObject<Partial<RegistrationFlow>>({ ...flowFields, type: 'api' });
  });

  it('SDK-createBrowserRegistrationFlow opens a registration for a page', async () => {
    const { data } = await sdk.createBrowserRegistrationFlow();
    expect(data).toMatchObject<Partial<RegistrationFlow>>({ ...flowFields, type: 'browser' });
    expect(csrfTokenOf(data)).not.toBe('');
  });

  it('SDK-getRegistrationFlow reads a registration again, in its own browser only', async () => {
    const opened = await sdk.createBrowserRegistrationFlow();
    const { id } = opened.data;
    const { data } = await sdk.getRegistrationFlow({ id, cookie: cookiesOf(opened) });
    expect(data.id).toBe(id);
    expect(await refusalOf(sdk.getRegistrationFlow({ id }))).toBeGreaterThanOrEqual(400);
  });

  it('SDK-updateRegistrationFlow registers somebody, who can sign in', async () => {
    const person = await register();
    expect((await signInNatively(person)).session.active).toBe(true);
  });

  it('SDK-updateRegistrationFlow answers a weak password with the form and its message', async () => {
    const { data } = await sdk.createNativeRegistrationFlow();
    const call = sdk.updateRegistrationFlow({
      flow: data.id,
      updateRegistrationFlowBody: {
        method: 'password',
        password: 'short',
        traits: traitsOf(createPerson()),
      },
    });
    expect(await refusalOf(call)).toBe(400);
  });

  it('SDK-createNativeLoginFlow opens a login for an application', async () => {
    const { data } = await sdk.createNativeLoginFlow();
    expect(data).toMatchObject<Partial<LoginFlow>>({ ...flowFields, type: 'api' });
  });

  it('SDK-createBrowserLoginFlow opens a login for a page', async () => {
    const { data } = await sdk.createBrowserLoginFlow({ returnTo: '' });
    expect(data).toMatchObject<Partial<LoginFlow>>({ ...flowFields, type: 'browser' });
  });

  it('SDK-getLoginFlow reads a login again, in its own browser only', async () => {
    const opened = await sdk.createBrowserLoginFlow();
    const { id } = opened.data;
    const { data } = await sdk.getLoginFlow({ id, cookie: cookiesOf(opened) });
    expect(data.id).toBe(id);
    expect(await refusalOf(sdk.getLoginFlow({ id }))).toBeGreaterThanOrEqual(400);
  });

  it('SDK-updateLoginFlow signs in, and answers a wrong password with the form', async () => {
    const person = await register();
    const { session, token } = await signInNatively(person);
    expect(token).toMatch(/\S/);
    expect(session).toMatchObject({ id: expect.any(String), active: true });
    const wrong = signInNatively({ ...person, password: 'not this one' });
    expect(await refusalOf(wrong)).toBe(400);
  });

  it('SDK-toSession tells an application and a page who is signed in', async () => {
    const person = await register();
    const { token } = await signInNatively(person);
    const native = await sdk.toSession({ xSessionToken: token });
    expect(native.data).toMatchObject({ identity: { traits: { email: person.email } } });
    const cookie = await signInInBrowser(person);
    const browser = await sdk.toSession({ cookie });
    expect(browser.data).toMatchObject({ identity: { traits: { email: person.email } } });
    expect(await refusalOf(sdk.toSession({ xSessionToken: 'nonsense' }))).toBe(401);
  });

  it('SDK-listMySessions lists the other sessions of somebody', async () => {
    const person = await register();
    const { token } = await signInNatively(person);
    const other = await signInNatively(person);
    const { data } = await sdk.listMySessions({ xSessionToken: token });
    expect(data.map(({ id }) => id)).toEqual([other.session.id]);
  });

  it('SDK-disableMySession ends one other session', async () => {
    const person = await register();
    const { token } = await signInNatively(person);
    const other = await signInNatively(person);
    const ended = await sdk.disableMySession({ id: other.session.id, xSessionToken: token });
    expect(ended.status).toBe(204);
    expect(await refusalOf(sdk.toSession({ xSessionToken: other.token }))).toBe(401);
  });

  it('SDK-disableMyOtherSessions ends all other sessions', async () => {
    const person = await register();
    const { token } = await signInNatively(person);
    const other = await signInNatively(person);
    const { data } = await sdk.disableMyOtherSessions({ xSessionToken: token });
    expect(data.count).toBe(1);
    expect(await refusalOf(sdk.toSession({ xSessionToken: other.token }))).toBe(401);
    expect((await sdk.toSession({ xSessionToken: token })).status).toBe(200);
  });

  it('SDK-performNativeLogout signs an application out', async () => {
    const { token } = await signInNatively(await register());
    const answer = await sdk.performNativeLogout({
      performNativeLogoutBody: { session_token: token },
    });
    expect(answer.status).toBe(204);
    expect(await refusalOf(sdk.toSession({ xSessionToken: token }))).toBe(401);
  });

  it('SDK-createBrowserLogoutFlow gives a page the link that signs out', async () => {
    const cookie = await signInInBrowser(await register());
    const { data } = await sdk.createBrowserLogoutFlow({ cookie });
    expect(data.logout_url).toContain('/self-service/logout?');
    expect(await refusalOf(sdk.createBrowserLogoutFlow({}))).toBe(401);
  });

  it('SDK-updateLogoutFlow signs a page out', async () => {
    const cookie = await signInInBrowser(await register());
    const { data } = await sdk.createBrowserLogoutFlow({ cookie });
    const answer = await sdk.updateLogoutFlow({ token: data.logout_token, cookie });
    expect(answer.status).toBe(204);
    expect(await refusalOf(sdk.toSession({ cookie }))).toBe(401);
  });

  it('SDK-getFlowError answers 404 for an error that nobody was shown', async () => {
    expect(await refusalOf(sdk.getFlowError({ id: randomUUID() }))).toBe(404);
  });
});
