// Where flows begin and end besides their own forms: closed registration, and OAuth 2.0 requests that wait.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { locationOf, TestBrowser } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;

beforeAll(async () => {
  api = await startProjectApi();
  home = await api.createProject();
});
afterAll(() => api.close());

describe('registration that is closed', () => {
  it('is refused in a project that says so, at its beginning and at its end', async () => {
    const closed = await api.createProject();
    const browser = new TestBrowser(api, closed.project.slug);
    const flow = await browser.begin('registration');
    const { projectId, workspaceId } = closed.project;
    await api.tenants.store.withProject({ projectId, workspaceId }, async (tx) => {
      const { revisionId, document } = await tx.revisions.current();
      const config = { selfservice: { flows: { registration: { enabled: false } } } };
      await tx.revisions.add({
        expectedRevisionId: revisionId,
        document: { ...document, services: { ...document.services, identity: { config } } },
        changes: [],
        author: { kind: 'operator', id: 'test', name: 'A test' },
      });
    });
    const fields = { 'traits.email': 'late@example.com', password: 'a fine phrase' };
    expect((await browser.submit(flow, fields)).status).toBe(403);
    expect((await browser.get('/self-service/registration/browser')).status).toBe(403);
    expect((await browser.getJson('/self-service/registration/browser')).status).toBe(403);
  });

  it('is so by default where projects share an origin with the world', async () => {
    const shared = await startProjectApi(() => ({
      addressing: { mode: 'path', origin: 'https://auth.example.com' },
    }));
    try {
      const { project } = await shared.createProject();
      const answer = await shared.send(`/p/${project.slug}/self-service/registration/api`, {
        headers: { host: 'auth.example.com' },
      });
      expect(answer.status).toBe(403);
    } finally {
      await shared.close();
    }
  });
});

describe('a login that an OAuth 2.0 request waits for', () => {
  it('keeps its challenge from registration to login, and ends on the error page where it is unknown', async () => {
    const browser = new TestBrowser(api, home.project.slug);
    const person = { email: 'ann@example.com', password: 'a fine phrase of Ann' };
    const flow = await browser.begin('registration', '?login_challenge=unknown-challenge');
    expect(flow.answer.json['oauth2_login_challenge']).toBe('unknown-challenge');
    const answer = await browser.submit(flow, {
      'traits.email': person.email,
      password: person.password,
    });
    const id = new URL(locationOf(answer)).searchParams.get('flow') ?? '';
    const login = await browser.read('login', id);
    expect(login.answer.json['oauth2_login_challenge']).toBe('unknown-challenge');
    const signedIn = await browser.submit(login, {
      identifier: person.email,
      password: person.password,
    });
    const page = new URL(locationOf(signedIn));
    expect(page.pathname).toBe(`/p/${home.project.slug}/error`);
    const error = await browser.getJson(`/self-service/errors${page.search}`);
    expect(error.status).toBe(200);
    expect((await browser.getJson('/sessions/whoami')).status).toBe(200);
  });
});
