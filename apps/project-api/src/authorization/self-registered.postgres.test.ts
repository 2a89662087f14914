// Whom a client that registered itself may send anywhere: RFC 9700 section 4.11.2.

import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';

let api: ProjectApiFixture;
let home: TestProject;
const redirectUri = 'https://stranger.example/cb';

beforeAll(async () => {
  api = await startProjectApi();
  home = await api.createProject();
  const { projectId, workspaceId } = home.project;
  await api.tenants.store.withProject({ projectId, workspaceId }, async (tx) => {
    const { revisionId, document } = await tx.revisions.current();
    const oauth2 = { config: { oidc: { dynamic_client_registration: { enabled: true } } } };
    await tx.revisions.add({
      expectedRevisionId: revisionId,
      document: { ...document, services: { ...document.services, oauth2 } },
      changes: [],
      author: { kind: 'operator', id: 'test', name: 'Test' },
    });
  });
});
afterAll(() => api.close());

function authorize(clientId: string, change: Readonly<Record<string, string>>) {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'a-state-of-the-client',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...change,
  });
  return api.send(`/p/${home.project.slug}/oauth2/auth?${query}`, {
    headers: { accept: 'text/html' },
  });
}

const refused = [
  { prompt: 'none' },
  { scope: 'openid payments' },
  { response_type: 'token' },
  { max_age: '-1' },
];

it.each(refused)(
  'attack 20: nobody is sent at once to the address of a client that registered itself: %j',
  async (change) => {
    const registered = await api.send(`/p/${home.project.slug}/oauth2/register`, {
      json: { redirect_uris: [redirectUri], scope: 'openid' },
    });
    expect(registered.status).toBe(201);
    const answer = await authorize(String(registered.json['client_id']), change);
    expect(JSON.stringify(answer.headers['location'] ?? '')).not.toMatch(/^"https:\/\/stranger/);
    expect(answer.headers['location'] ?? 'a page').toMatch(/^a page$|\/error\?/);
  },
);

it('a client that an administrator made is told of the same refusals at its address', async () => {
  const made = await home.createClient({
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
    scope: 'openid',
  });
  for (const change of refused) {
    const answer = await authorize(made.id, change);
    expect(String(answer.headers['location'])).toContain(`${redirectUri}?error=`);
  }
});
