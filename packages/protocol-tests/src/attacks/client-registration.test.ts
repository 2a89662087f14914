import { beforeAll, describe, expect, it } from 'vitest';
import { createPkcePair } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import {
  configure,
  createOpenProject,
  register,
  sendRegistration,
  webApplication,
} from '../drivers/registration.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('clients that register themselves, under attack', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await createOpenProject();
  });

  it('attack 52: the token of one client opens no other, nor the same path in another project', async () => {
    const [one, other] = [await register(project), await register(project)];
    const elsewhere = await createOpenProject();
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const call = method === 'PUT' ? { method, json: webApplication } : { method };
      const stolen = { clientId: other.clientId, token: one.token };
      expect((await configure(project, stolen, call)).status).toBe(401);
      expect((await configure(elsewhere, one, call)).status).toBe(401);
    }
    expect((await configure(project, other)).status).toBe(200);
  });

  it('attack 52: nothing else is a registration access token', async () => {
    const own = await register(project);
    const machine = await project.createClient();
    const accessToken = await project.issueToken(machine);
    for (const token of [project.address.key, accessToken, own.answer.stringAt('client_secret')]) {
      expect((await configure(project, { ...own, token })).status).toBe(401);
    }
    expect((await project.admin('/clients', { key: own.token })).status).toBe(401);
  });

  it.each([
    [{ grant_types: ['client_credentials'], redirect_uris: [] }],
    [{ grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] }],
    [{ grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:token-exchange'] }],
    [{ scope: 'openid admin' }],
  ])(
    'attack 52: neither a registration nor a change gets more than the project allows: %j',
    async (fields) => {
      const refused = await sendRegistration(project, fields);
      expect(refused.status).toBe(400);
      expect(refused.json()['error']).toBe('invalid_client_metadata');
      const own = await register(project);
      const json = { ...webApplication, ...fields };
      expect((await configure(project, own, { method: 'PUT', json })).status).toBe(400);
      expect((await configure(project, own)).json()).toMatchObject(webApplication);
    },
  );

  it('attack 52: its users are asked each time, whatever it says, they said, or an administrator set', async () => {
    const own = await register(project, { skip_consent: true, scope: 'openid email' });
    const secret = own.answer.stringAt('client_secret');
    const patched = await project.admin(`/clients/${own.clientId}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/skip_consent', value: true }],
    });
    expect(patched.status).toBe(200);
    const web = await WebClient.create(project);
    const { challenge } = createPkcePair();
    const request = {
      client_id: own.clientId,
      response_type: 'code',
      redirect_uri: webApplication.redirect_uris[0] ?? '',
      scope: 'openid email',
      state: 'a-state-of-the-client',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const visit = { person: web.person, remember: true };
    expect((await web.browser.authorize(request, visit)).searchParams.get('code')).not.toBeNull();
    const silent = new URLSearchParams({ ...request, prompt: 'none' });
    const { headers } = await web.browser.get(`/oauth2/auth?${silent}`);
    expect(headers.location ?? 'a page').not.toContain(webApplication.redirect_uris[0]);
    const shown = await showConsent(web, request);
    expect(shown).toMatchObject({ remember_allowed: false, client: { is_self_registered: true } });
    expect(secret).not.toBe('');
  });

  it('attack 52: what an administrator changes or rotates, its next change cannot undo', async () => {
    const changes = {
      PATCH: (id: string) =>
        project.admin(`/clients/${id}`, {
          method: 'PATCH',
          json: [{ op: 'replace', path: '/scope', value: 'openid' }],
        }),
      lifespans: (id: string) =>
        project.admin(`/clients/${id}/lifespans`, { method: 'PUT', json: {} }),
    };
    for (const change of Object.values(changes)) {
      const own = await register(project);
      expect((await change(own.clientId)).status).toBe(200);
      expect((await configure(project, own, { method: 'PUT', json: webApplication })).status).toBe(
        401,
      );
      expect((await configure(project, own, { method: 'DELETE' })).status).toBe(401);
    }
  });

  it('attack 52: an administrator sees and deletes it like any other', async () => {
    const own = await register(project);
    const seen = await project.admin(`/clients/${own.clientId}`);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('gh_rat_');
    expect((await project.admin(`/clients/${own.clientId}`, { method: 'DELETE' })).status).toBe(
      204,
    );
    expect((await configure(project, own)).status).toBe(401);
  });

  it.each([
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://localhost./x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/x',
    'https://100.64.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:7f00:1]/x',
    'http://app.example.com/x',
    'gopher://app.example.com/x',
    'file:///etc/passwd',
  ])('attack 78: no address that is fetched leads inside: %s', async (uri) => {
    for (const field of ['jwks_uri', 'logo_uri', 'backchannel_logout_uri']) {
      const answer = await sendRegistration(project, { [field]: uri });
      expect(answer.status).toBe(400);
      expect(answer.json()['error']).toBe('invalid_client_metadata');
    }
  });
});

async function showConsent(web: WebClient, request: Readonly<Record<string, string>>) {
  let target = `/oauth2/auth?${new URLSearchParams(request)}`;
  for (let step = 0; step < 4; step += 1) {
    const { location = '' } = (await web.browser.get(target)).headers;
    const challenge = new URL(location).searchParams.get('consent_challenge');
    if (challenge !== null) {
      const page = await web.browser.get(`/self-service/consent?consent_challenge=${challenge}`);
      return page.json();
    }
    target = location;
  }
  throw new Error('the consent page was not reached');
}
