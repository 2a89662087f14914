import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, type Person } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

const password = 'correct horse battery staple 42';

describe('@ory/client, identity', () => {
  let project: ProjectApi;
  let sdk: ProjectSdk;

  beforeAll(async () => {
    project = await managementApi().createProject();
    sdk = sdkOf(project);
  });

  const createIdentity = async (fields = {}) => {
    const traits = { email: `${randomUUID()}@example.com`, name: 'Ada' };
    const { data } = await sdk.identity.createIdentity({
      createIdentityBody: {
        schema_id: 'default',
        traits,
        credentials: { password: { config: { password } } },
        ...fields,
      },
    });
    const person: Person = { ...traits, password };
    return { id: data.id, person };
  };

  /** @returns the id of somebody who is signed in in one browser. */
  const signIn = async () => {
    const { id, person } = await createIdentity();
    const flow = await sdk.frontend.createNativeLoginFlow();
    const { data } = await sdk.frontend.updateLoginFlow({
      flow: flow.data.id,
      updateLoginFlowBody: { method: 'password', identifier: person.email, password },
    });
    return { id, sessionId: data.session.id, token: data.session_token ?? '' };
  };

  it('SDK-createIdentity creates an identity with a password', async () => {
    const { data, status } = await sdk.identity.createIdentity({
      createIdentityBody: {
        schema_id: 'default',
        traits: { email: 'created@example.com', name: 'Created' },
        metadata_public: { plan: 'pro' },
      },
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      id: expect.any(String),
      schema_id: 'default',
      schema_url: expect.any(String),
      state: 'active',
      traits: { email: 'created@example.com', name: 'Created' },
      metadata_public: { plan: 'pro' },
    });
  });

  it('SDK-listIdentities lists identities by pages and by what they sign in with', async () => {
    const { id, person } = await createIdentity();
    await createIdentity();
    const first = await sdk.identity.listIdentities({ pageSize: 1 });
    expect(first.data).toHaveLength(1);
    expect(String(first.headers['link'])).toContain('rel="next"');
    const found = await sdk.identity.listIdentities({ credentialsIdentifier: person.email });
    expect(found.data.map((identity) => identity.id)).toEqual([id]);
  });

  it('SDK-getIdentity reads an identity', async () => {
    const { id, person } = await createIdentity();
    const { data } = await sdk.identity.getIdentity({ id });
    expect(data).toMatchObject({ id, traits: { email: person.email } });
    expect(await refusalOf(sdk.identity.getIdentity({ id: randomUUID() }))).toBe(404);
  });

  it('SDK-getIdentityByExternalID reads an identity by the id of somebody else', async () => {
    const externalID = `crm-${randomUUID()}`;
    const { id } = await createIdentity({ external_id: externalID });
    const { data } = await sdk.identity.getIdentityByExternalID({ externalID });
    expect(data.id).toBe(id);
  });

  it('SDK-updateIdentity replaces an identity', async () => {
    const { id, person } = await createIdentity();
    const { data } = await sdk.identity.updateIdentity({
      id,
      updateIdentityBody: {
        schema_id: 'default',
        state: 'inactive',
        traits: { email: person.email, name: 'Renamed' },
      },
    });
    expect(data).toMatchObject({ id, state: 'inactive', traits: { name: 'Renamed' } });
  });

  it('SDK-patchIdentity changes parts of an identity', async () => {
    const { id } = await createIdentity();
    const { data } = await sdk.identity.patchIdentity({
      id,
      jsonPatch: [{ op: 'replace', path: '/traits/name', value: 'Patched' }],
    });
    expect(data.traits).toMatchObject({ name: 'Patched' });
  });

  it('SDK-deleteIdentity deletes an identity', async () => {
    const { id } = await createIdentity();
    expect((await sdk.identity.deleteIdentity({ id })).status).toBe(204);
    expect(await refusalOf(sdk.identity.getIdentity({ id }))).toBe(404);
  });

  it('SDK-deleteIdentityCredentials takes a password away', async () => {
    const { id, person } = await createIdentity();
    const deleted = await sdk.identity.deleteIdentityCredentials({ id, type: 'password' });
    expect(deleted.status).toBe(204);
    const flow = await sdk.frontend.createNativeLoginFlow();
    const signIn = sdk.frontend.updateLoginFlow({
      flow: flow.data.id,
      updateLoginFlowBody: { method: 'password', identifier: person.email, password },
    });
    expect(await refusalOf(signIn)).toBe(400);
  });

  it('SDK-listIdentitySessions lists the sessions of an identity', async () => {
    const { id, sessionId } = await signIn();
    const { data } = await sdk.identity.listIdentitySessions({ id });
    expect(data.map((session) => session.id)).toEqual([sessionId]);
  });

  it('SDK-deleteIdentitySessions signs an identity out everywhere', async () => {
    const { id, token } = await signIn();
    expect((await sdk.identity.deleteIdentitySessions({ id })).status).toBe(204);
    expect(await refusalOf(sdk.frontend.toSession({ xSessionToken: token }))).toBe(401);
  });

  it('SDK-listSessions lists sessions of everybody', async () => {
    const { sessionId } = await signIn();
    const { data } = await sdk.identity.listSessions({ active: true, expand: ['identity'] });
    const found = data.find((session) => session.id === sessionId);
    expect(found).toMatchObject({ active: true, identity: { traits: { name: 'Ada' } } });
  });

  it('SDK-getSession reads a session', async () => {
    const { id, sessionId } = await signIn();
    const { data } = await sdk.identity.getSession({ id: sessionId, expand: ['identity'] });
    expect(data).toMatchObject({ id: sessionId, active: true, identity: { id } });
  });

  it('SDK-disableSession ends a session', async () => {
    const { sessionId, token } = await signIn();
    expect((await sdk.identity.disableSession({ id: sessionId })).status).toBe(204);
    expect(await refusalOf(sdk.frontend.toSession({ xSessionToken: token }))).toBe(401);
  });

  it('SDK-listIdentitySchemas lists the schemas of a project', async () => {
    const { data } = await sdk.identity.listIdentitySchemas();
    expect(data).toContainEqual({ id: 'default', schema: expect.any(Object) });
  });

  it('SDK-getIdentitySchema reads the schema that identities name', async () => {
    const { data } = await sdk.identity.getIdentitySchema({ id: 'default' });
    expect(data).toMatchObject({ properties: { traits: expect.any(Object) } });
  });

  it('SDK-createIdentity lets the new person sign in on the hosted pages', async () => {
    const { person } = await createIdentity();
    const browser = new Browser(project);
    const opened = await browser.get('/self-service/login/browser', { accept: 'application/json' });
    const answer = await browser.logIn(opened.stringAt('id'), person);
    expect(answer.status).toBe(303);
    expect((await browser.get('/sessions/whoami')).status).toBe(200);
  });
});
