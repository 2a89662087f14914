import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { configure, createOpenProject, register, webApplication } from '../drivers/registration.ts';

describe('client configuration', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await createOpenProject();
  });

  it('RFC7592-2.1-1 shows a client its registration, without its secret', async () => {
    const own = await register(project);
    const answer = await configure(project, own);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      ...webApplication,
      client_id: own.clientId,
      registration_access_token: own.token,
      registration_client_uri: `${project.address.url}/oauth2/register/${own.clientId}`,
    });
    expect(answer.json()).not.toHaveProperty('client_secret');
  });

  it('RFC7592-2.2-1 replaces the registration as a whole; the secret stays', async () => {
    const own = await register(project, { client_uri: 'https://app.example.com/' });
    const secret = own.answer.stringAt('client_secret');
    const json = {
      ...webApplication,
      client_id: own.clientId,
      client_secret: secret,
      client_name: 'Renamed',
    };
    const answer = await configure(project, own, { method: 'PUT', json });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ client_name: 'Renamed' });
    expect(answer.json()).not.toHaveProperty('client_uri');
    const as = { clientId: own.clientId, secret };
    expect((await project.introspect({ as, form: { token: 'x' } })).status).toBe(200);
  });

  it('RFC7592-2.2-2 lets nobody choose an id or a secret', async () => {
    const own = await register(project);
    for (const chosen of [{ client_id: 'mine' }, { client_secret: 'a secret of my own choice' }]) {
      const json = { ...webApplication, ...chosen };
      const answer = await configure(project, own, { method: 'PUT', json });
      expect(answer.status).toBe(400);
      expect(answer.json()['error']).toBe('invalid_client_metadata');
    }
  });

  it('RFC7592-2.2-3 answers a change with a new token, and the old one ends', async () => {
    const own = await register(project);
    const changed = await configure(project, own, { method: 'PUT', json: webApplication });
    const token = changed.stringAt('registration_access_token');
    expect(token).not.toBe(own.token);
    expect((await configure(project, own)).status).toBe(401);
    expect((await configure(project, { ...own, token })).status).toBe(200);
  });

  it('RFC7592-2.2-4 lets exactly one of many concurrent changes win', async () => {
    const own = await register(project);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        configure(project, own, {
          method: 'PUT',
          json: { ...webApplication, client_name: `Change ${n}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  it('RFC7592-2.3-1 deletes a client with all that it was given', async () => {
    const own = await register(project);
    const as = { clientId: own.clientId, secret: own.answer.stringAt('client_secret') };
    expect((await configure(project, own, { method: 'DELETE' })).status).toBe(204);
    expect((await configure(project, own)).status).toBe(401);
    expect((await project.introspect({ as, form: { token: 'x' } })).status).toBe(401);
    expect((await project.admin(`/clients/${own.clientId}`)).status).toBe(404);
  });

  it('RFC7592-3-1 challenges whoever presents no token, without naming an error', async () => {
    const { clientId } = await register(project);
    const answer = await configure(project, { clientId, token: null });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="gatehouse"');
  });

  it('RFC7592-2-1 answers 401 for a client that does not exist, and for one of an administrator', async () => {
    const { token } = await register(project);
    const { clientId } = await project.createClient();
    for (const id of [clientId, '11111111-1111-4111-8111-111111111111', 'nobody']) {
      expect((await configure(project, { clientId: id, token })).status).toBe(401);
    }
  });
});
