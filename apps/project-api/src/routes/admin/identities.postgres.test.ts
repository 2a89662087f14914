// Identities and sessions as a project's own back end administers them.

import { createOrganization } from '@gatehouse/administration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Call,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../../test/project-api-fixture.ts';
import { TestBrowser } from '../../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
let other: TestProject;
let people = 0;

beforeAll(async () => {
  api = await startProjectApi();
  [home, other] = await Promise.all([api.createProject(), api.createProject()]);
});
afterAll(() => api.close());

const admin = (path: string, call: Call = {}, { project, apiKey }: TestProject = home) =>
  api.send(`/p/${project.slug}/admin${path}`, {
    ...call,
    headers: { authorization: `Bearer ${apiKey}`, ...call.headers },
  });
const newBrowser = () => new TestBrowser(api, home.project.slug);
const newPerson = () => {
  people += 1;
  return { email: `someone${people}@example.com`, password: `a fine phrase ${people}` };
};
const bodyFor = ({ email, password }: { email: string; password: string }) => ({
  schema_id: 'default',
  traits: { email },
  credentials: { password: { config: { password } } },
});

async function createIdentity(change: Readonly<Record<string, unknown>> = {}) {
  const person = newPerson();
  const answer = await admin('/identities', { json: { ...bodyFor(person), ...change } });
  return { ...person, id: String(answer.json['id']), answer };
}

describe('an identity that the back end creates', () => {
  it('is answered in Ory’s JSON, signs in with its password, and never shows it', async () => {
    const person = await createIdentity({
      external_id: 'crm-1',
      metadata_public: { plan: 'pro' },
      metadata_admin: { note: 'internal' },
      verifiable_addresses: [
        { value: 'SOMEONE1@example.com', via: 'email', verified: true, status: 'completed' },
      ],
    });
    expect(person.answer.status).toBe(201);
    expect(person.answer.json).toMatchObject({
      schema_id: 'default',
      state: 'active',
      traits: { email: person.email },
      external_id: 'crm-1',
      metadata_public: { plan: 'pro' },
      metadata_admin: { note: 'internal' },
      credentials: { password: { type: 'password', identifiers: [person.email] } },
      verifiable_addresses: [{ value: person.email, verified: true, status: 'completed' }],
    });
    expect(person.answer.text).not.toMatch(/argon2|fine phrase/);
    const browser = newBrowser();
    await browser.logIn(person);
    const me = await browser.getJson('/sessions/whoami');
    expect(me.json).toMatchObject({ identity: { id: person.id } });
    expect(me.text).not.toContain('internal');
    const found = await admin('/identities/by/external/crm-1');
    expect(found.json['id']).toBe(person.id);
  });

  it('is refused where its address or external id is taken, in any spelling', async () => {
    const person = await createIdentity({ external_id: 'crm-2' });
    const again = await admin('/identities', {
      json: { schema_id: 'default', traits: { email: person.email.toUpperCase() } },
    });
    expect(again.status).toBe(409);
    const sameId = await createIdentity({ external_id: 'crm-2' });
    expect(sameId.answer.status).toBe(409);
  });

  it.each([
    [{ traits: {} }, 'Property email is missing.'],
    [
      { traits: { email: 'a@example.com', role: 'admin' } },
      'The schema has the traits email and name.',
    ],
    [{ schema_id: 'other' }, 'schema_id is "default".'],
    [{ state: 'asleep' }, 'state is "active" or "inactive".'],
    [{ metadata_public: 'text' }, 'metadata_public is an object or null.'],
    [
      { credentials: { password: { config: { password: 'short' } } } },
      'The password must be at least 8 characters long, but got 5.',
    ],
    [
      { credentials: { password: { config: { hashed_password: '$2b$12$abc' } } } },
      'hashed_password is a PHC string of argon2id, version 19, of at most 128 MiB, 10 passes and 8 lanes.',
    ],
  ])('is refused with %j', async (change, reason) => {
    const { answer } = await createIdentity(change);
    expect([answer.status, answer.json['error']]).toMatchObject([400, { reason }]);
  });

  it('may bring a password that was hashed elsewhere', async () => {
    const hashed = '$argon2id$v=19$m=16,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$qvZJh3vR4m1mnkFmQ3ZqmQ';
    const person = await createIdentity({
      credentials: { password: { config: { hashed_password: hashed } } },
    });
    expect(person.answer.status).toBe(201);
  });
});

describe('a change', () => {
  it('replaces what may be changed, and keeps the verification of the same address', async () => {
    const person = await createIdentity();
    const changed = await admin(`/identities/${person.id}`, {
      method: 'PUT',
      json: { schema_id: 'default', state: 'active', traits: { email: person.email, name: 'Ann' } },
    });
    expect(changed.json).toMatchObject({ traits: { name: 'Ann' }, metadata_public: null });
    const patched = await admin(`/identities/${person.id}`, {
      method: 'PATCH',
      json: [
        { op: 'replace', path: '/traits/name', value: 'Bea' },
        { op: 'add', path: '/metadata_public', value: { a: 1 } },
      ],
    });
    expect(patched.json).toMatchObject({ traits: { name: 'Bea' }, metadata_public: { a: 1 } });
    const protectedMember = await admin(`/identities/${person.id}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/id', value: 'x' }],
    });
    expect(protectedMember.status).toBe(400);
  });

  it('of the address moves the login with it and takes the verification away', async () => {
    const person = await createIdentity({
      verifiable_addresses: [{ value: `someone${people + 1}@example.com`, verified: true }],
    });
    const email = `moved${people}@example.com`;
    const answer = await admin(`/identities/${person.id}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/traits/email', value: email }],
    });
    expect(answer.json).toMatchObject({
      verifiable_addresses: [{ value: email, verified: false }],
    });
    const browser = newBrowser();
    await browser.logIn({ email, password: person.password });
    expect((await browser.getJson('/sessions/whoami')).status).toBe(200);
    const old = newBrowser();
    await old.logIn(person);
    expect((await old.getJson('/sessions/whoami')).status).toBe(401);
  });

  it('of the password ends every session', async () => {
    const person = await createIdentity();
    const browser = newBrowser();
    await browser.logIn(person);
    const password = 'another fine phrase';
    await admin(`/identities/${person.id}`, {
      method: 'PUT',
      json: { ...bodyFor({ email: person.email, password }), state: 'active' },
    });
    expect((await browser.getJson('/sessions/whoami')).status).toBe(401);
    await browser.logIn({ email: person.email, password });
    expect((await browser.getJson('/sessions/whoami')).status).toBe(200);
  });
});

describe('attack 63: a deactivated identity', () => {
  it('has no session any more and cannot sign in, in the words of a wrong password, until it is active again', async () => {
    const person = await createIdentity();
    const browser = newBrowser();
    await browser.logIn(person);
    const setState = (state: string) =>
      admin(`/identities/${person.id}`, {
        method: 'PATCH',
        json: [{ op: 'replace', path: '/state', value: state }],
      });
    await setState('inactive');
    expect((await browser.getJson('/sessions/whoami')).status).toBe(401);
    const flow = await browser.begin('login');
    await browser.submit(flow, { identifier: person.email, password: person.password });
    expect((await browser.read('login', flow.id)).messageIds).toEqual([4000006]);
    await setState('active');
    expect((await browser.getJson('/sessions/whoami')).status).toBe(401);
    await browser.logIn(person);
    expect((await browser.getJson('/sessions/whoami')).status).toBe(200);
  });
});

describe('lists', () => {
  it('give each identity once, page by page, and find one by its identifier', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => createIdentity()));
    const seen: string[] = [];
    let path = '/identities?page_size=2';
    for (;;) {
      const answer = await admin(path);
      seen.push(...Object.values(answer.json).map((entry) => String(Object(entry).id)));
      const next = /page_token=([^>&]+)>; rel="next"/.exec(String(answer.headers['link']))?.[1];
      if (next === undefined) break;
      path = `/identities?page_size=2&page_token=${next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const { id } of made) expect(seen).toContain(id);
    const found = await admin(`/identities?credentials_identifier=${made[0]?.email.toUpperCase()}`);
    expect(Object.values(found.json)).toMatchObject([{ id: made[0]?.id }]);
    expect((await admin('/identities?page_token=made-up')).status).toBe(400);
    expect((await admin('/identities?page_size=501')).status).toBe(400);
  });
});

describe('an identity of an organization', () => {
  it('is found by it, and its sessions live as long as the organization says', async () => {
    const { projectId, workspaceId } = home.project;
    const by = {
      actor: { kind: 'operator', id: 'test', name: 'A test' },
      requestId: 'test',
    } as const;
    const { organizationId } = await createOrganization(api.tenants, {
      scope: { projectId, workspaceId },
      by,
      input: {
        label: 'Globex',
        domains: [],
        sessionLifespan: '15m',
        defaultRegion: undefined,
      },
    });
    const person = await createIdentity({ organization_id: organizationId });
    expect(person.answer.json['organization_id']).toBe(organizationId);
    const list = await admin(`/identities?organization_id=${organizationId}`);
    expect(Object.values(list.json).map((row) => Object(row).id)).toEqual([person.id]);
    const browser = newBrowser();
    await browser.logIn(person);
    const { json } = await browser.getJson('/sessions/whoami');
    expect(json).toMatchObject({ identity: { organization_id: organizationId } });
    const lived = Date.parse(String(json['expires_at'])) - Date.parse(String(json['issued_at']));
    expect(lived).toBe(15 * 60_000);
  });
});

describe('sessions', () => {
  it('are listed and ended one by one and all at once', async () => {
    const person = await createIdentity();
    const [here, there] = [newBrowser(), newBrowser()];
    await here.logIn(person);
    await there.logIn(person);
    const list = await admin(`/identities/${person.id}/sessions`);
    const ids = Object.values(list.json).map((session) => String(Object(session).id));
    expect(ids).toHaveLength(2);
    const mine = String((await here.getJson('/sessions/whoami')).json['id']);
    expect((await admin(`/sessions/${mine}`, { method: 'DELETE' })).status).toBe(204);
    expect((await here.getJson('/sessions/whoami')).status).toBe(401);
    expect((await there.getJson('/sessions/whoami')).status).toBe(200);
    const active = await admin(`/identities/${person.id}/sessions?active=true`);
    expect(Object.values(active.json)).toHaveLength(1);
    await admin(`/identities/${person.id}/sessions`, { method: 'DELETE' });
    expect((await there.getJson('/sessions/whoami')).status).toBe(401);
    expect((await admin(`/sessions/${mine}`)).json).toMatchObject({ id: mine, active: false });
  });

  it('go with their identity', async () => {
    const person = await createIdentity();
    const browser = newBrowser();
    await browser.logIn(person);
    expect((await admin(`/identities/${person.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await browser.getJson('/sessions/whoami')).status).toBe(401);
    expect((await admin(`/identities/${person.id}`)).status).toBe(404);
    const again = await admin('/identities', { json: bodyFor(person) });
    expect(again.status).toBe(201);
  });
});

describe('attack 66: ids of another project', () => {
  it('are answered as ids that never existed, and nothing changes', async () => {
    const person = await createIdentity();
    const unknown = '01900000-0000-7000-8000-000000000000';
    const calls: readonly (readonly [string, Call])[] = [
      ['', {}],
      ['', { method: 'PUT', json: bodyFor(person) }],
      ['', { method: 'PATCH', json: [{ op: 'replace', path: '/state', value: 'inactive' }] }],
      ['', { method: 'DELETE' }],
      ['/sessions', {}],
      ['/sessions', { method: 'DELETE' }],
      ['/credentials/password', { method: 'DELETE' }],
    ];
    for (const [path, call] of calls) {
      const foreign = await admin(`/identities/${person.id}${path}`, call, other);
      const absent = await admin(`/identities/${unknown}${path}`, call, other);
      expect(foreign.status).toBe(404);
      expect(foreign.text.replaceAll(person.id, '')).toBe(absent.text.replaceAll(unknown, ''));
    }
    expect((await admin(`/identities/${person.id}`)).json).toMatchObject({ state: 'active' });
  });
});
