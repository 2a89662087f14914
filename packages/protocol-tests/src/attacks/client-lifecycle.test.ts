import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('clients whose rights ended', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it('attack 49: after a rotation both secrets work until the old ones are deleted, then only the new one', async () => {
    const client = await project.createClient();
    const rotated = await project.admin(`/clients/${client.clientId}/secrets/rotate`, {
      method: 'POST',
    });
    expect(rotated.status).toBe(200);
    const fresh = { ...client, secret: rotated.stringAt('client_secret') };
    expect(fresh.secret).not.toBe(client.secret);
    for (const as of [client, fresh]) {
      expect((await project.token({ as, form: grant })).status).toBe(200);
    }
    const ended = await project.admin(`/clients/${client.clientId}/secrets/rotate`, {
      method: 'DELETE',
    });
    expect(ended.status).toBe(204);
    expect((await project.token({ as: client, form: grant })).status).toBe(401);
    expect((await project.token({ as: fresh, form: grant })).status).toBe(200);
  });

  it.each(['opaque', 'jwt'])(
    'attack 49: a deleted client is refused, and its %s tokens are dead',
    async (strategy) => {
      const client = await project.createClient({ access_token_strategy: strategy });
      const token = await project.issueToken(client);
      expect(await project.isActive(token)).toBe(true);
      const deleted = await project.admin(`/clients/${client.clientId}`, { method: 'DELETE' });
      expect(deleted.status).toBe(204);
      expect(await project.isActive(token)).toBe(false);
      const answer = await project.token({ as: client, form: grant });
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ error: 'invalid_client' });
    },
  );

  it('attack 49: a client id that is used again does not bring dead tokens or secrets back', async () => {
    const first = await project.createClient({ client_id: 'reborn' });
    const token = await project.issueToken(first);
    await project.admin('/clients/reborn', { method: 'DELETE' });
    const second = await project.createClient({ client_id: 'reborn' });
    expect(await project.isActive(token)).toBe(false);
    expect((await project.token({ as: first, form: grant })).status).toBe(401);
    expect(await project.isActive(await project.issueToken(second))).toBe(true);
  });

  it('attack 49: a secret past its expiry is refused', async () => {
    const client = await project.createClient({
      client_secret_expires_at: Math.floor(Date.now() / 1_000) - 60,
    });
    const answer = await project.token({ as: client, form: grant });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('attack 50: a grant type that the client is not registered for makes it an unauthorized client', async () => {
    const client = await project.createClient({
      grant_types: ['authorization_code'],
      redirect_uris: ['https://app.example.com/callback'],
    });
    const answer = await project.token({ as: client, form: grant });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unauthorized_client' });
  });

  it('attack 50: the password grant does not exist, and cannot be registered', async () => {
    const client = await project.createClient();
    const answer = await project.token({
      as: client,
      form: { grant_type: 'password', username: 'alice', password: 'secret' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unsupported_grant_type' });
    const created = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['password'] },
    });
    expect(created.status).toBe(400);
  });

  it('attack 50: a grant type taken from a client is gone with the next request', async () => {
    const client = await project.createClient({
      grant_types: ['client_credentials', 'refresh_token'],
    });
    expect((await project.token({ as: client, form: grant })).status).toBe(200);
    const patched = await project.admin(`/clients/${client.clientId}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/grant_types', value: ['refresh_token'] }],
    });
    expect(patched.status).toBe(200);
    const answer = await project.token({ as: client, form: grant });
    expect(answer.json()).toMatchObject({ error: 'unauthorized_client' });
  });
});
