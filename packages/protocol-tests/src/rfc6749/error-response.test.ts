import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('RFC 6749 section 5.2, the error answer', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ scope: 'read' });
  });

  const wrongSecret = () =>
    project.token({ as: { ...client, secret: `${client.secret}x` }, form: grant });

  it('RFC6749-5.2-1 a failed authentication by HTTP Basic is 401 with a challenge of that scheme', async () => {
    const answer = await wrongSecret();
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
  });

  it('RFC6749-5.2-2 a request without a grant type is an invalid request', async () => {
    const answer = await project.token({ as: client, form: { scope: 'read' } });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it.each([
    'password',
    'implicit',
    'CLIENT_CREDENTIALS',
    'urn:example:unknown',
    'constructor',
    '__proto__',
    'toString',
  ])('RFC6749-5.2-3 the grant type %s is unsupported', async (grantType) => {
    const answer = await project.token({ as: client, form: { grant_type: grantType } });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unsupported_grant_type' });
  });

  it('RFC6749-5.2-4 a grant type that is not registered for the client makes it an unauthorized client', async () => {
    const other = await project.createClient({
      grant_types: ['authorization_code'],
      redirect_uris: ['https://app.example.com/callback'],
    });
    const answer = await project.token({ as: other, form: grant });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unauthorized_client' });
  });

  it('RFC6749-5.2-5 an unknown scope is an invalid scope', async () => {
    const answer = await project.token({ as: client, form: { ...grant, scope: 'nope' } });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_scope' });
  });

  it('RFC6749-5.2-6 error and description use the characters of their syntax, and never echo what was sent', async () => {
    const hostile = '"><script>\u0007é';
    const answers: HttpAnswer[] = await Promise.all([
      wrongSecret(),
      project.token({ as: client, form: { grant_type: hostile } }),
      project.token({ as: client, form: { ...grant, scope: hostile } }),
      project.token({ as: { clientId: hostile, secret: 'x' }, form: grant }),
      project.token({
        form: [
          ['grant_type', hostile],
          ['grant_type', hostile],
        ],
      }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.stringAt('error')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      expect(answer.stringAt('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      expect(answer.text).not.toContain('<script');
    }
  });

  it('RFC6749-5.2-7 an unknown client and a wrong secret answer alike', async () => {
    const wrong = await wrongSecret();
    const unknown = await project.token({ as: { clientId: 'nobody', secret: 'x' }, form: grant });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.json()['error']).toBe(wrong.json()['error']);
    expect(unknown.json()['error_description']).toBe(wrong.json()['error_description']);
  });
});
