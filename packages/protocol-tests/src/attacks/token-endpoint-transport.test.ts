import { beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../drivers/credentials.ts';
import { type HttpAnswer, sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const form = 'grant_type=client_credentials';
const formType = 'application/x-www-form-urlencoded';

describe('the token endpoint reached in other ways than it is meant to be', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient();
  });

  const send = (call: {
    method?: string;
    query?: string;
    contentType?: string;
    body?: string;
  }): Promise<HttpAnswer> =>
    sendHttp({
      origin: project.origin,
      path: `${project.basePath}/oauth2/token${call.query ?? ''}`,
      method: call.method ?? 'POST',
      headers: {
        authorization: basic(client.clientId, client.secret),
        ...(call.contentType === undefined ? {} : { 'content-type': call.contentType }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
    });

  it('attack 51: the ordinary request of this test works', async () => {
    expect((await send({ contentType: formType, body: form })).status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])(
    'attack 51: %s is not allowed',
    async (method) => {
      const answer = await send({ method, query: `?${form}` });
      expect(answer.status).toBe(405);
      expect(answer.headers['cache-control']).toContain('no-store');
    },
  );

  it.each([
    ['JSON', 'application/json', '{"grant_type":"client_credentials"}'],
    ['JSON that says it is a form', formType, '{"grant_type":"client_credentials"}'],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="grant_type"\r\n\r\nclient_credentials\r\n--b--\r\n`,
    ],
    ['plain text', 'text/plain', form],
    ['XML', 'application/xml', '<grant_type>client_credentials</grant_type>'],
    ['another charset', `${formType}; charset=utf-16`, form],
    ['a type that merely begins alike', `${formType}x`, form],
  ])('attack 51: a body of %s is refused', async (_what, contentType, body) => {
    const answer = await send({ contentType, body });
    expect([400, 415]).toContain(answer.status);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('attack 51: a body without a content type is refused', async () => {
    const answer = await send({ body: form });
    expect([400, 415]).toContain(answer.status);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('attack 51: parameters in the query are not read', async () => {
    const answer = await send({ query: `?${form}`, contentType: formType, body: '' });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('attack 51: an empty request is refused', async () => {
    const answer = await send({});
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it.each(['_method=GET', 'X-HTTP-Method-Override'])(
    'attack 51: no method override is honoured: %s',
    async (override) => {
      const answer = await sendHttp({
        origin: project.origin,
        path: `${project.basePath}/oauth2/token?_method=POST&${form}`,
        method: 'GET',
        headers: {
          authorization: basic(client.clientId, client.secret),
          ...(override.startsWith('X-') ? { 'x-http-method-override': 'POST' } : {}),
        },
      });
      expect(answer.status).toBe(405);
    },
  );
});
