import { beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../drivers/credentials.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('RFC 6749 section 3.2, the token endpoint', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ scope: 'read' });
  });

  it('RFC6749-3.2-1 the address of the token endpoint has no fragment', async () => {
    const metadata = (await project.get('/.well-known/oauth-authorization-server')).json();
    expect(metadata['token_endpoint']).toBe(`${project.address.url}/oauth2/token`);
    expect(String(metadata['token_endpoint'])).not.toContain('#');
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])(
    'RFC6749-3.2-2 the token endpoint answers POST only: %s issues nothing',
    async (method) => {
      const query = new URLSearchParams({
        ...grant,
        client_id: client.clientId,
        client_secret: client.secret,
      });
      const answer = await sendHttp({
        origin: project.origin,
        path: `${project.basePath}/oauth2/token?${query}`,
        method,
        headers: { authorization: basic(client.clientId, client.secret) },
      });
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toContain('POST');
      expect(answer.text).not.toContain('access_token');
    },
  );

  it('RFC6749-3.2-3 a parameter without a value is as if it were absent', async () => {
    const scopeless = await project.token({
      as: client,
      form: { ...grant, scope: '', audience: '' },
    });
    expect(scopeless.status).toBe(200);
    const grantless = await project.token({ as: client, form: { grant_type: '' } });
    expect(grantless.status).toBe(400);
    expect(grantless.json()).toMatchObject({ error: 'invalid_request' });
    const secretless = await project.token({
      as: client,
      form: { ...grant, client_id: '', client_secret: '' },
    });
    expect(secretless.status).toBe(200);
  });

  it('RFC6749-3.2-4 unrecognised parameters are ignored', async () => {
    const answer = await project.token({ as: client, form: { ...grant, not_a_parameter: 'x' } });
    expect(answer.status).toBe(200);
  });

  it.each(['grant_type', 'scope', 'audience', 'client_id', 'not_a_parameter'])(
    'RFC6749-3.2-5 the parameter %s given twice is an invalid request',
    async (name) => {
      const value = name === 'grant_type' ? 'client_credentials' : 'read';
      const pairs: [string, string][] = [
        [name, value],
        [name, value],
      ];
      if (name !== 'grant_type') pairs.push(['grant_type', 'client_credentials']);
      const answer = await project.token({ as: client, form: pairs });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'invalid_request' });
    },
  );

  it('RFC6749-3.2.1-1 a confidential client that does not authenticate gets no token', async () => {
    const answer = await project.token({ form: grant });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('RFC6749-4.4.2-1 parameters are read from a form in UTF-8', async () => {
    const answer = await project.token({
      as: client,
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      form: grant,
    });
    expect(answer.status).toBe(200);
  });
});
