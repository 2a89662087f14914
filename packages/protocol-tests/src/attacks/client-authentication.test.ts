import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, rawBasic } from '../drivers/credentials.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const grant = { grant_type: 'client_credentials' };

describe('client authentication under attack', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient();
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  const bodyOf = ({ clientId, secret }: ClientCredentials) => ({
    client_id: clientId,
    client_secret: secret,
  });

  it('attack 40: a Basic header together with a body secret is an invalid request, right or wrong', async () => {
    const before = await rows.digest(project.address.id);
    const other = await project.createClient();
    const afterCreation = await rows.digest(project.address.id);
    expect(afterCreation).not.toEqual(before);
    for (const form of [
      bodyOf(client),
      bodyOf({ ...client, secret: 'wrong' }),
      bodyOf(other),
      { client_secret: client.secret },
    ]) {
      for (const call of ['token', 'introspect', 'revoke'] as const) {
        const answer = await project[call]({ as: client, form: { ...grant, token: 'x', ...form } });
        expect(answer.status, call).toBe(400);
        expect(answer.json()).toMatchObject({ error: 'invalid_request' });
      }
    }
    expect(await rows.digest(project.address.id)).toEqual(afterCreation);
  });

  it('attack 41: basic and post are one method for a client that is not strict', async () => {
    for (const registered of ['client_secret_basic', 'client_secret_post']) {
      const lenient = await project.createClient({ token_endpoint_auth_method: registered });
      const byBasic = await project.token({ as: lenient, form: grant });
      const byPost = await project.token({ form: { ...grant, ...bodyOf(lenient) } });
      expect([byBasic.status, byPost.status], registered).toEqual([200, 200]);
    }
  });

  it('attack 41: a strict client is refused by the method that it is not registered for, in both directions', async () => {
    for (const registered of ['client_secret_basic', 'client_secret_post']) {
      const strict = await project.createClient({
        token_endpoint_auth_method: registered,
        strict_client_authentication: true,
      });
      const byBasic = await project.token({ as: strict, form: grant });
      const byPost = await project.token({ form: { ...grant, ...bodyOf(strict) } });
      const [right, wrong] =
        registered === 'client_secret_basic' ? [byBasic, byPost] : [byPost, byBasic];
      expect(right.status, registered).toBe(200);
      expect(wrong.status, registered).toBe(401);
      expect(wrong.json()).toMatchObject({ error: 'invalid_client' });
    }
  });

  it('attack 42: an id that needs encoding works encoded, and fails closed as it stands', async () => {
    const special = await project.createClient({ client_id: 'billing+eu@v1~x' });
    expect(special.clientId).toBe('billing+eu@v1~x');
    const encoded = await project.token({ as: special, form: grant });
    expect(encoded.status).toBe(200);
    const raw = rawBasic(`${special.clientId}:${special.secret}`);
    const asItStands = await project.token({ headers: { authorization: raw }, form: grant });
    expect(asItStands.status).toBe(401);
  });

  it('attack 42: an id with a colon cannot be registered', async () => {
    const answer = await project.admin('/clients', {
      method: 'POST',
      json: { client_id: 'a:b', grant_types: ['client_credentials'] },
    });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['a lone percent sign', (c: ClientCredentials) => rawBasic(`${c.clientId}:%zz`)],
    ['no colon', (c: ClientCredentials) => rawBasic(c.clientId)],
    ['an empty id', (c: ClientCredentials) => rawBasic(`:${c.secret}`)],
    ['nothing at all', () => 'Basic '],
    ['no base64', () => 'Basic %%%'],
    ['base64url', () => 'Basic __-_'],
    ['invalid UTF-8', (c: ClientCredentials) => rawLatin1(`${c.clientId}:\xff\xfe`)],
    ['an encoded NUL', (c: ClientCredentials) => rawBasic(`${c.clientId}%00:${c.secret}`)],
    ['a trailing line feed', (c: ClientCredentials) => rawBasic(`${c.clientId}:${c.secret}\n`)],
    ['a trailing blank', (c: ClientCredentials) => rawBasic(`${c.clientId}:${c.secret} `)],
    ['another case', (c: ClientCredentials) => rawBasic(`${c.clientId}:${c.secret.toUpperCase()}`)],
    [
      'double encoding',
      (c: ClientCredentials) => rawBasic(`${c.clientId}:%2567${c.secret.slice(1)}`),
    ],
  ])('attack 42: Basic credentials with %s fail closed', async (_what, build) => {
    const answer = await project.token({ headers: { authorization: build(client) }, form: grant });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('attack 42: a client_id in the body that names another client than the header is refused', async () => {
    const other = await project.createClient();
    const answer = await project.token({
      as: client,
      form: { ...grant, client_id: other.clientId },
    });
    expect(answer.status).toBe(401);
    const same = await project.token({
      as: client,
      form: { ...grant, client_id: client.clientId },
    });
    expect(same.status).toBe(200);
  });

  it('attack 43: a public client that sends a secret, and a confidential one that sends none, are refused', async () => {
    const created = await project.admin('/clients', {
      method: 'POST',
      json: {
        grant_types: ['authorization_code'],
        redirect_uris: ['https://app.example.com/callback'],
        token_endpoint_auth_method: 'none',
      },
    });
    expect(created.json()['client_secret'] ?? '').toBe('');
    const clientId = created.stringAt('client_id');
    const attempts = [
      await project.token({ as: { clientId, secret: 'x' }, form: grant }),
      await project.token({ form: { ...grant, client_id: clientId, client_secret: 'x' } }),
      await project.token({ form: { ...grant, client_id: client.clientId } }),
      await project.token({ as: { ...client, secret: '' }, form: grant }),
    ];
    for (const answer of attempts) {
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ error: 'invalid_client' });
    }
  });

  it('attack 43: an empty secret never matches, not even where no secret is stored', async () => {
    for (const secret of ['', ' ', '\u0000', 'null', 'undefined']) {
      const authorization = basic(client.clientId, secret);
      const answer = await project.token({ headers: { authorization }, form: grant });
      expect(answer.status, JSON.stringify(secret)).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
    }
  });

  it('attack 43: many wrong secrets lock nobody out', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        project.token({ as: { ...client, secret: `guess-${index}` }, form: grant }),
      ),
    );
    for (const answer of attempts) expect([401, 429]).toContain(answer.status);
    const rightful = await project.token({ as: client, form: grant });
    expect(rightful.status).toBe(200);
  });
});

function rawLatin1(pair: string): string {
  return `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`;
}
