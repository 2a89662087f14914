import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, bearer, formBody } from '../drivers/credentials.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { sendRaw, statusOf } from '../drivers/raw-connection.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

const api = managementApi();
const limitBytes = 65_536;
const formType = 'application/x-www-form-urlencoded';

describe('sizes', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await api.createProject();
    client = await project.createClient({ scope: 'read' });
    rows = await StoredRows.open(runningProduct().home);
  });

  afterAll(() => rows.close());

  /** A head that announces a body, with credentials that would be accepted. */
  const headOf = (path: string, type: string, framing: string) =>
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${
      path.includes('/oauth2/')
        ? basic(client.clientId, client.secret)
        : bearer(path.startsWith('/api') ? runningProduct().apiKey : project.address.key)
    }\r\ncontent-type: ${type}\r\n${framing}\r\n\r\n`;

  const targets = (): [path: string, type: string][] => [
    [`${project.basePath}/oauth2/token`, formType],
    [`${project.basePath}/oauth2/introspect`, formType],
    [`${project.basePath}/oauth2/revoke`, formType],
    [`${project.basePath}/admin/clients`, 'application/json'],
    ['/api/projects', 'application/json'],
  ];

  it('attack 114: a body that is announced as 10 MB is refused at its head, without waiting for it', async () => {
    for (const [path, type] of targets()) {
      const head = headOf(path, type, `content-length: ${10 * 1024 * 1024}`);
      const answer = await sendRaw(project.origin, [head, 'grant_type=']);
      expect(statusOf(answer), path).toBe(413);
    }
  });

  it('attack 114: a body that grows beyond 64 KiB in chunks is refused', async () => {
    const chunk = `1000\r\n${'a'.repeat(0x1000)}\r\n`;
    for (const [path, type] of targets()) {
      const head = headOf(path, type, 'transfer-encoding: chunked');
      const answer = await sendRaw(project.origin, [head, chunk.repeat(20)]);
      expect(statusOf(answer), path).toBe(413);
    }
  });

  it('attack 114: 64 KiB are read, one byte more is not', async () => {
    const form = formBody({ grant_type: 'client_credentials', ignored: '' });
    const send = (length: number) =>
      project.postForm('/oauth2/token', {
        as: client,
        form: { grant_type: 'client_credentials', ignored: 'a'.repeat(length - form.length) },
      });
    expect((await send(limitBytes)).status).toBe(200);
    const refused = await send(limitBytes + 1);
    expect(refused.status).toBe(413);
    expect(refused.headers['cache-control']).toContain('no-store');
  });

  it('attack 114: ten thousand parameters are refused', async () => {
    const pairs = Array.from({ length: 10_000 }, (_, index): [string, string] => [`p${index}`, '']);
    const answer = await project.token({
      as: client,
      form: [['grant_type', 'client_credentials'], ...pairs],
    });
    expect([400, 413]).toContain(answer.status);
    expect(answer.elapsedMilliseconds).toBeLessThan(1_000);
  });

  it('attack 114: a thousand parameters below the size limit are refused, and quickly', async () => {
    const pairs = Array.from({ length: 1_000 }, (_, index): [string, string] => [`p${index}`, '1']);
    const answer = await project.token({
      as: client,
      form: [['grant_type', 'client_credentials'], ...pairs],
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
    expect(answer.elapsedMilliseconds).toBeLessThan(1_000);
  });

  const withHeaderOf = (length: number) =>
    sendRaw(project.origin, [
      `GET ${project.basePath}/.well-known/jwks.json HTTP/1.1\r\nhost: localhost\r\nx-big: `,
      'a'.repeat(length),
      '\r\n\r\n',
    ]);

  it('attack 114: a header beyond 16 KiB is refused', async () => {
    expect(statusOf(await withHeaderOf(20_000))).toBe(431);
  });

  it('attack 114: a header of 1 MB is refused or cut off, and the product goes on', async () => {
    // 0: the connection was reset before all of it was sent.
    expect([0, 431]).toContain(statusOf(await withHeaderOf(1024 * 1024)));
    expect((await project.get('/.well-known/jwks.json')).status).toBe(200);
  });

  it('attack 114: ten thousand headers are refused or cut off, and the product goes on', async () => {
    const answer = await sendRaw(project.origin, [
      `GET ${project.basePath}/.well-known/jwks.json HTTP/1.1\r\nhost: localhost\r\n`,
      Array.from({ length: 10_000 }, (_, index) => `x-h${index}: 1\r\n`).join(''),
      '\r\n',
    ]);
    // 0: the connection was reset before all of them were sent.
    expect([0, 400, 431]).toContain(statusOf(answer));
    expect((await project.get('/.well-known/jwks.json')).status).toBe(200);
  });

  it('attack 114: an address of 20 kB is refused', async () => {
    for (const path of [
      `${project.basePath}/admin/clients?owner=${'a'.repeat(20_000)}`,
      `${project.basePath}/${'a'.repeat(20_000)}`,
      `/p/${'a'.repeat(20_000)}/oauth2/token`,
      `/api/projects?x=${'a'.repeat(20_000)}`,
    ]) {
      const answer = await sendRaw(project.origin, [
        `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
      ]);
      expect([400, 414, 431]).toContain(statusOf(answer));
    }
  });

  it('attack 114: a hundred thousand scopes are refused, as a request and as a registration', async () => {
    const scopes = 'a '.repeat(100_000);
    const requested = await project.token({
      as: client,
      form: { grant_type: 'client_credentials', scope: scopes },
    });
    expect(requested.status).toBe(413);
    const fitting = await project.token({
      as: client,
      form: { grant_type: 'client_credentials', scope: 'a '.repeat(30_000) },
    });
    expect(fitting.status).toBe(400);
    const registered = await project.admin('/clients', { method: 'POST', json: { scope: scopes } });
    expect(registered.status).toBe(413);
    const many = Array.from({ length: 5_000 }, (_, index) => `s${index}`).join(' ');
    const unique = await project.admin('/clients', { method: 'POST', json: { scope: many } });
    expect(unique.status).toBe(400);
  });

  it.each([
    { client_name: 'n'.repeat(10_000) },
    { redirect_uris: Array.from({ length: 2_000 }, (_, index) => `https://a.example/${index}`) },
    { redirect_uris: [`https://a.example/${'a'.repeat(10_000)}`] },
    { audience: Array.from({ length: 10_000 }, (_, index) => `a${index}`) },
    { metadata: { text: 'm'.repeat(40_000) } },
    { client_id: 'i'.repeat(256) },
    { contacts: Array.from({ length: 5_000 }, () => 'a@example.com') },
  ])('attack 114: a client with an oversized member is refused: %#', async (json) => {
    const before = await rows.digest(project.address.id);
    const answer = await project.admin('/clients', { method: 'POST', json });
    expect([400, 413]).toContain(answer.status);
    expect(await rows.digest(project.address.id)).toEqual(before);
  });

  it('attack 114: a client that says nothing more does not hold the next one up', async () => {
    const head = headOf(`${project.basePath}/oauth2/token`, formType, 'content-length: 100');
    const silent = Array.from({ length: 20 }, () =>
      sendRaw(project.origin, [head, 'grant_type='], { silenceMilliseconds: 800 }),
    );
    const answer = await sendHttp({
      origin: project.origin,
      path: `${project.basePath}/.well-known/jwks.json`,
    });
    expect(answer.status).toBe(200);
    expect(answer.elapsedMilliseconds).toBeLessThan(700);
    await Promise.all(silent);
  });
});
