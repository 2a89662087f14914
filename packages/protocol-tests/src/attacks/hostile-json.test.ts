import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../drivers/credentials.ts';
import { type HttpAnswer, sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const api = managementApi();
// Generous: the machine may have two cores and other tests on them. Quadratic work takes seconds.
const quickMilliseconds = 1_000;

describe('hostile JSON', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await api.createProject();
    client = await project.createClient();
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  /** Sends bytes to everything that reads JSON, as somebody who may write there. */
  async function sendEverywhere(body: string | Uint8Array): Promise<HttpAnswer[]> {
    const { id, key } = project.address;
    const admin = `${project.basePath}/admin`;
    const targets: [method: string, path: string, key: string][] = [
      ['POST', `${admin}/clients`, key],
      ['PUT', `${admin}/clients/${client.clientId}`, key],
      ['PATCH', `${admin}/clients/${client.clientId}`, key],
      ['PUT', `${admin}/clients/${client.clientId}/lifespans`, key],
      ['POST', `${admin}/keys/hostile`, key],
      ['PUT', `${admin}/keys/hostile`, key],
      ['POST', '/api/projects', runningProduct().apiKey],
      ['PUT', `/api/projects/${id}`, runningProduct().apiKey],
      ['PATCH', `/api/projects/${id}`, runningProduct().apiKey],
      ['POST', `/api/projects/${id}/tokens`, runningProduct().apiKey],
      ['POST', `/api/projects/${id}/clients`, key],
    ];
    return Promise.all(
      targets.map(([method, path, bearerKey]) =>
        sendHttp({
          origin: project.origin,
          path,
          method,
          headers: { authorization: bearer(bearerKey), 'content-type': 'application/json' },
          body,
        }),
      ),
    );
  }

  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const deepObject = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['a text', '"text"'],
    ['a number', '1'],
    ['null', 'null'],
    ['a cut object', '{"client_name":'],
    ['two objects', '{}{}'],
    ['a comment', '{/* */}'],
    ['a trailing comma', '{"client_name":"x",}'],
    ['single quotes', "{'client_name':'x'}"],
    ['a number without an end', `{"client_secret_expires_at":${'9'.repeat(60_000)}}`],
    ['NaN', '{"client_secret_expires_at":NaN}'],
    ['invalid UTF-8', Buffer.from('{"client_name":"\xff\xfe"}', 'latin1')],
    ['an overlong encoding', Buffer.from('7b226e616d65223a22c0af227d', 'hex')],
    ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le')],
    ['deep arrays', deep(30_000)],
    ['deep objects', deepObject(10_000)],
    ['deep metadata', `{"metadata":${deepObject(8_000)}}`],
  ])('attack 96: %s is refused everywhere, quickly, and writes nothing', async (_what, body) => {
    const before = await rows.digest(project.address.id);
    const answers = await sendEverywhere(body);
    for (const answer of answers) {
      expect(answer.status, answer.describe()).toBe(400);
      expect(answer.elapsedMilliseconds).toBeLessThan(quickMilliseconds);
    }
    expect(await rows.digest(project.address.id)).toEqual(before);
  });

  it.each([
    '{"__proto__":{"client_name":"polluted"}}',
    '{"constructor":{"prototype":{"client_name":"polluted"}}}',
    '{"metadata":{"__proto__":{"polluted":true}}}',
    '{"metadata":{"a":{"constructor":{"prototype":{"polluted":true}}}}}',
    '[{"op":"add","path":"/__proto__/polluted","value":true}]',
    '[{"op":"add","path":"/metadata/__proto__/polluted","value":true}]',
    '[{"op":"add","path":"/constructor/prototype/polluted","value":true}]',
    '[{"op":"copy","from":"/__proto__","path":"/metadata/x"}]',
    '[{"op":"replace","path":"/services/__proto__/polluted","value":true}]',
  ])('attack 96: no prototype is reached by %s', async (body) => {
    const answers = await sendEverywhere(body);
    for (const answer of answers) expect(answer.status, answer.describe()).toBeLessThan(500);
    const fresh = await project.admin('/clients', { method: 'POST', json: {} });
    expect(fresh.status).toBe(201);
    expect(fresh.text).not.toContain('polluted');
    const read = await project.admin(`/clients/${client.clientId}`);
    expect(read.text).not.toContain('"polluted":true');
    const projectRead = await api.call(`/projects/${project.address.id}`);
    expect(projectRead.text).not.toContain('polluted');
  });

  it('attack 96: of duplicate members no surprise survives: what is stored is what is shown', async () => {
    const answer = await sendHttp({
      origin: project.origin,
      path: `${project.basePath}/admin/clients`,
      method: 'POST',
      headers: {
        authorization: bearer(project.address.key),
        'content-type': 'application/json',
      },
      body: '{"grant_types":["client_credentials"],"skip_consent":false,"skip_consent":true}',
    });
    expect([201, 400]).toContain(answer.status);
    if (answer.status === 201) {
      const stored = await project.admin(`/clients/${answer.stringAt('client_id')}`);
      expect(stored.json()['skip_consent']).toBe(answer.json()['skip_consent']);
    }
  });

  it('attack 96: lone surrogates and NUL are refused, or come back as they were sent', async () => {
    const names = ['"a\\ud800b"', '"a\\u0000b"', '"a\\udfff"'];
    for (const name of names) {
      const answer = await sendHttp({
        origin: project.origin,
        path: `${project.basePath}/admin/clients`,
        method: 'POST',
        headers: {
          authorization: bearer(project.address.key),
          'content-type': 'application/json',
        },
        body: `{"client_name":${name},"metadata":{"x":${name}},"owner":${name}}`,
      });
      expect([201, 400], name).toContain(answer.status);
    }
  });

  it('attack 96: none of this made the product forget how to work', async () => {
    expect(await project.isActive(await project.issueToken(client))).toBe(true);
  });

  it.each([
    { client_id: { not: '' } },
    { client_name: { contains: '' } },
    { client_name: ['a', 'b'] },
    { grant_types: { in: ['client_credentials'] } },
    { grant_types: 'client_credentials' },
    { scope: { startsWith: '' } },
    { redirect_uris: { set: ['https://evil.example.com'] } },
    { skip_consent: 'true' },
    { client_secret: { equals: null } },
    { metadata: 'text' },
    { project_id: '11111111-1111-4111-8111-111111111111', client_secret: 1 },
  ])('attack 95: an operator or a wrong type in place of a value is refused: %j', async (json) => {
    const before = await rows.digest(project.address.id);
    const created = await project.admin('/clients', { method: 'POST', json });
    expect(created.status).toBe(400);
    const replaced = await project.admin(`/clients/${client.clientId}`, { method: 'PUT', json });
    expect(replaced.status).toBe(400);
    expect(await rows.digest(project.address.id)).toEqual(before);
  });

  it.each([
    'client_name[contains]=',
    'client_name[not]=x',
    'owner[]=a&owner[]=b',
    'owner=a&owner=b',
    'page_size[gt]=1',
    'where={"client_id":{"not":""}}',
  ])('attack 95: an operator in the query never widens a list: %s', async (query) => {
    const answer = await project.admin(`/clients?${query}`);
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) {
      const ids = (await project.admin('/clients?page_size=500')).jsonList();
      expect(answer.jsonList().length).toBeLessThanOrEqual(ids.length);
    }
    const managed = await api.call(`/projects/${project.address.id}/clients?${query}`, {
      key: project.address.key,
    });
    expect(managed.status).toBe(400);
  });

  it.each([
    { name: { not: '' }, environment: 'dev' },
    { name: 'x', environment: { in: ['dev'] } },
    { name: 'x', environment: 'dev', workspace_id: { not: null } },
    { name: 'x', environment: 'dev', state: 'deleted' },
    { name: 'x', environment: 'dev', id: '11111111-1111-4111-8111-111111111111' },
    ['x'],
  ])(
    'attack 95: a project is not made of operators or of fields that nobody may set: %j',
    async (json) => {
      const answer = await api.call('/projects', { method: 'POST', json });
      expect(answer.status).toBe(400);
    },
  );

  it.each(["'", "' OR '1'='1", '%', '_', '$where', '\\', '%00', '*', '{}'])(
    'attack 95: %j in a path is a name that does not exist',
    async (name) => {
      const answer = await project.admin(`/clients/${encodeURIComponent(name)}`);
      expect([400, 404]).toContain(answer.status);
      const set = await project.admin(`/keys/${encodeURIComponent(name)}`);
      expect([400, 404]).toContain(set.status);
      const byId = await api.call(`/projects/${encodeURIComponent(name)}`);
      expect([400, 404]).toContain(byId.status);
    },
  );
});
