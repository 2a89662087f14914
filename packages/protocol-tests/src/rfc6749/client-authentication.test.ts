import { beforeAll, describe, expect, it } from 'vitest';
import { basic, rawBasic } from '../drivers/credentials.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('RFC 6749 section 2.3, client authentication', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient();
  });

  it('RFC6749-2.2-1 a client identifier alone does not authenticate a confidential client', async () => {
    const answer = await project.token({ form: { ...grant, client_id: client.clientId } });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('RFC6749-2.3-1 a request with two authentication methods is an invalid request', async () => {
    const answer = await project.token({
      as: client,
      form: { ...grant, client_id: client.clientId, client_secret: client.secret },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('RFC6749-2.3.1-1 a client with a secret authenticates by HTTP Basic', async () => {
    const answer = await project.token({ as: client, form: grant });
    expect(answer.status).toBe(200);
  });

  it('RFC6749-2.3.1-1 the authentication scheme is case-insensitive', async () => {
    for (const scheme of ['basic', 'BASIC', 'bAsIc']) {
      const authorization = basic(client.clientId, client.secret).replace('Basic', scheme);
      const answer = await project.token({ headers: { authorization }, form: grant });
      expect(answer.status, scheme).toBe(200);
    }
  });

  it('RFC6749-2.3.1-2 client id and secret are form-decoded from the Basic credentials', async () => {
    const encodeAll = (text: string) =>
      [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
    const pair = `${encodeAll(client.clientId)}:${encodeAll(client.secret)}`;
    const answer = await project.token({ headers: { authorization: rawBasic(pair) }, form: grant });
    expect(answer.status).toBe(200);
  });

  it('RFC6749-2.3.1-3 a client with a secret may send its credentials in the body', async () => {
    const answer = await project.token({
      form: { ...grant, client_id: client.clientId, client_secret: client.secret },
    });
    expect(answer.status).toBe(200);
  });

  it('RFC6749-2.3.1-4 credentials in the query never authenticate a client', async () => {
    const query = new URLSearchParams({ client_id: client.clientId, client_secret: client.secret });
    const answer = await project.postForm(`/oauth2/token?${query}`, { form: grant });
    expect([400, 401]).toContain(answer.status);
    expect(answer.json()).not.toHaveProperty('access_token');
  });

  it('RFC6749-2.3.2-1 an Authorization header of another scheme is no client authentication', async () => {
    const headers = { authorization: `Bearer ${project.address.key}` };
    const alone = await project.token({ headers, form: grant });
    expect(alone.status).toBe(401);
    expect(alone.json()).toMatchObject({ error: 'invalid_client' });
    const withBody = await project.token({
      headers,
      form: { ...grant, client_id: client.clientId, client_secret: client.secret },
    });
    expect(withBody.status).toBe(200);
  });
});
