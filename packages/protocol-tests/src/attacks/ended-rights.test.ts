import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('tokens of rights that ended', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  async function expectDead(client: WebClient, tokens: HttpAnswer): Promise<void> {
    const accessToken = tokens.stringAt('access_token');
    expect(await project.isActive(accessToken)).toBe(false);
    expect((await client.userinfo(accessToken)).status).toBe(401);
    if (!('refresh_token' in tokens.json())) return;
    const refreshToken = tokens.stringAt('refresh_token');
    expect(await project.isActive(refreshToken)).toBe(false);
    expect((await client.refresh(refreshToken)).status).toBeGreaterThanOrEqual(400);
  }

  async function subjectOf(client: WebClient, tokens: HttpAnswer): Promise<string> {
    return (await client.userinfo(tokens.stringAt('access_token'))).stringAt('sub');
  }

  it.each(['opaque', 'jwt'])(
    'attack 62: an ID token is no %s access token, and an access token no ID token hint',
    async (strategy) => {
      const client = await WebClient.create(project, { access_token_strategy: strategy });
      const tokens = await client.obtainTokens();
      const idToken = tokens.stringAt('id_token');
      expect((await client.userinfo(idToken)).status).toBe(401);
      expect(await project.isActive(idToken)).toBe(false);
      const accessToken = tokens.stringAt('access_token');
      const answer = await client.browser.authorize(
        client.request({ prompt: 'none', id_token_hint: accessToken }),
        { person: client.person },
      );
      expect(answer.searchParams.get('error')).toBe('invalid_request');
    },
  );

  it.each(['opaque', 'jwt'])(
    'attack 63: %s tokens of an inactive identity are dead at once, and stay so when it is back',
    async (strategy) => {
      const client = await WebClient.create(project, { access_token_strategy: strategy });
      const tokens = await client.obtainTokens();
      const subject = await subjectOf(client, tokens);
      for (const state of ['inactive', 'active']) {
        const changed = await project.admin(`/identities/${subject}`, {
          method: 'PATCH',
          json: [{ op: 'replace', path: '/state', value: state }],
        });
        expect(changed.status).toBe(200);
        await expectDead(client, tokens);
      }
    },
  );

  it('attack 63: tokens of a deleted identity are dead', async () => {
    const client = await WebClient.create(project);
    const tokens = await client.obtainTokens();
    const subject = await subjectOf(client, tokens);
    expect((await project.admin(`/identities/${subject}`, { method: 'DELETE' })).status).toBe(204);
    await expectDead(client, tokens);
  });

  it('attack 63: tokens of a deleted client are dead, also for a client that gets its id again', async () => {
    const client = await WebClient.create(project, { client_id: 'reborn-web' });
    const tokens = await client.obtainTokens();
    await project.admin('/clients/reborn-web', { method: 'DELETE' });
    await expectDead(client, tokens);
    const again = await WebClient.create(project, { client_id: 'reborn-web' }, client.person);
    const refreshed = await again.refresh(tokens.stringAt('refresh_token'));
    expect(refreshed.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('attack 63: a revoked consent ends its tokens, and the next sign-in asks again', async () => {
    const client = await WebClient.create(project);
    const tokens = await client.obtainTokens();
    const subject = await subjectOf(client, tokens);
    const query = new URLSearchParams({ subject, client: client.credentials.clientId });
    const ended = await project.admin(`/oauth2/auth/sessions/consent?${query}`, {
      method: 'DELETE',
    });
    expect(ended.status).toBe(204);
    await expectDead(client, tokens);
    const answer = await client.browser.authorize(client.request({ prompt: 'none' }), {
      person: client.person,
    });
    expect(answer.searchParams.get('error')).toBe('consent_required');
  });

  it('attack 64: logout ends tokens without offline access, and the old cookie is worth nothing', async () => {
    const client = await WebClient.create(project);
    const tokens = await client.obtainTokens({ scope: 'openid' });
    const cookies = [...client.browser.cookies];
    const hint = tokens.stringAt('id_token');
    await client.browser.get(`/oauth2/sessions/logout?id_token_hint=${hint}`);
    await expectDead(client, tokens);
    const cookie = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await project.get('/sessions/whoami', { cookie })).status).toBe(401);
    const silent = new URLSearchParams(client.request({ prompt: 'none' }));
    const answer = await project.get(`/oauth2/auth?${silent}`, { cookie });
    expect(answer.headers.location).toContain('error=login_required');
  });

  it('attack 64: offline access outlives the session', async () => {
    const client = await WebClient.create(project);
    const tokens = await client.obtainTokens();
    const hint = tokens.stringAt('id_token');
    await client.browser.get(`/oauth2/sessions/logout?id_token_hint=${hint}`);
    expect((await client.refresh(tokens.stringAt('refresh_token'))).status).toBe(200);
  });

  it('attack 65: expired codes, requests and sessions are refused although their rows are still there', async () => {
    const own = await managementApi().createProject();
    const client = await WebClient.create(own);
    const begun = await client.browser.get(`/oauth2/auth?${new URLSearchParams(client.request())}`);
    const code = await client.obtainCode({ prompt: 'login' });
    const rows = await StoredRows.open(runningProduct().home);
    const expire = (table: string, which = 'true') =>
      rows.plant(
        `UPDATE ${table} SET expires_at = now() - interval '1 second' WHERE project_id = $1 AND ${which}`,
        [own.address.id],
      );
    await expire('hot.authorization_codes');
    // The one that led to the code is kept as ended, so that it says so.
    await expire('authorization_requests', "stage <> 'ended'");
    await expire('sessions');
    await rows.close();
    expect((await client.redeem(code)).json()).toMatchObject({ error: 'invalid_grant' });
    const silent = await client.browser.authorize(client.request({ prompt: 'none' }), {
      person: client.person,
    });
    expect(silent.searchParams.get('error')).toBe('login_required');
    const page = client.browser.walk(begun.headers.location ?? '', { person: client.person });
    await expect(page).rejects.toThrow();
  });
});
