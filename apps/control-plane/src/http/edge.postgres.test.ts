import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ControlPlaneFixture,
  startControlPlane,
} from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let acme: SeededTenant;
let globex: SeededTenant;
let token: string;

beforeAll(async () => {
  fixture = await startControlPlane();
  acme = await seedTenant(fixture, 'Acme');
  globex = await seedTenant(fixture, 'Globex');
  token = acme.tokens.owner;
});
afterAll(() => fixture.close());

function errorOf(answer: Answer): Record<string, unknown> {
  const body = Object(answer.body);
  return Object(body.error);
}

describe('every answer', () => {
  it('forbids storing, framing and sniffing, and names its request', async () => {
    for (const target of ['/api/projects', '/api/nothing', '/api/docs', '/api/%E0%A4%A']) {
      const { headers } = await fixture.send('GET', target);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  it('that refuses carries the one error body, with the id of the request', async () => {
    const answer = await fixture.send('GET', '/api/nothing', { token });
    expect(answer.body).toEqual({
      error: {
        code: 404,
        status: 'Not Found',
        message: 'The requested resource does not exist.',
        request: answer.headers['x-request-id'],
        id: 'not_found',
      },
    });
  });

  it('takes no request id from outside', async () => {
    const headers = { 'x-request-id': 'chosen', 'request-id': 'chosen' };
    const answer = await fixture.send('GET', '/api/nothing', { headers });
    expect(answer.text + JSON.stringify(answer.headers)).not.toContain('chosen');
  });
});

describe('attack 94: no spelling of a path goes around the guard', () => {
  const spellings = (path: string) => [
    path,
    path.replace('/api', '/%61pi'),
    path.replace('projects', '%70rojects'),
    path.replace('projects', 'Projects'),
    path.replace('/api', '/API'),
    path.replace('/api', '//api'),
    path.replace('/api/', '/api//'),
    `${path}/`,
    `${path}//`,
    `${path};x`,
    `${path};x=1`,
    path.replace('/api', '/api;x'),
    path.replace('/api/', '/api/./'),
    path.replace('/api/', '/api/docs/../'),
    path.replace('/api/', '/api/docs/%2e%2e/'),
    `${path}%2f`,
    `${path}%00`,
    `${path}%20`,
    `${path}?`,
    `${path}?x=/api/docs`,
    `${path}#x`,
    `${path}/../docs`,
    path.slice(1),
    `http://localhost${path}`,
  ];

  it.each(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])(
    '%s without a credential is answered by no handler',
    async (method) => {
      const paths = ['/api/projects', `/api/projects/${acme.projectId}`];
      for (const target of paths.flatMap(spellings)) {
        const answer = await fixture.send(method, target);
        expect([400, 401, 404, 415], `${method} ${target}`).toContain(answer.status);
        expect(answer.text).not.toContain(acme.projectId);
      }
    },
  );

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])(
    '%s with a credential of another tenant finds nothing',
    async (method) => {
      for (const target of spellings(`/api/projects/${globex.projectId}`)) {
        const answer = await fixture.send(method, target, { token });
        expect([400, 404], `${method} ${target}`).toContain(answer.status);
      }
      const { status } = await fixture.send('GET', `/api/projects/${globex.projectId}`, {
        token: globex.tokens.owner,
      });
      expect(status).toBe(200);
    },
  );

  it('HEAD is answered as GET without the body', async () => {
    const answer = await fixture.send('HEAD', '/api/projects', { token });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });
});

describe('attack 95: nothing from outside becomes an operator of the storage', () => {
  it.each([
    ['an operator instead of text', { name: { not: '' }, environment: 'dev' }],
    ['a list instead of text', { name: ['a'], environment: 'dev' }],
    ['a condition beside the fields', { name: 'a', environment: 'dev', where: { id: {} } }],
    ['an operator instead of an id', { name: 'a', environment: 'dev', workspace_id: { not: '' } }],
  ])('%s in a body is refused', async (_, json) => {
    const answer = await fixture.send('POST', '/api/projects', { token, json });
    expect(answer.status).toBe(400);
  });

  it.each([
    'page_size[gt]=1',
    'page_size=1&page_size=2',
    'page_size=1&page_siz%65=2',
    'action[contains]=a',
    'action[]=member.added',
    'action=member.added&action=member.removed',
    'action=%25',
    'project_id[not]=x',
    'project_id=',
    'orderBy=id',
    'page_size=-1',
    'page_size=1e9',
    'page_size=0x10',
    'page_size=%20',
  ])('?%s is refused', async (query) => {
    const answer = await fixture.send(
      'GET',
      `/api/workspaces/${acme.workspaceId}/audit-events?${query}`,
      { token },
    );
    expect(answer.status).toBe(400);
    expect(errorOf(answer)['id']).toBe('invalid_request');
  });
});

describe('attack 96: hostile JSON is refused, quickly and alike', () => {
  const bodies: readonly [string, string | Buffer][] = [
    ['__proto__', '{"name":"a","environment":"dev","__proto__":{"workspace_id":"x"}}'],
    ['constructor', '{"name":"a","environment":"dev","constructor":{"prototype":{}}}'],
    ['an escaped __proto__', '{"name":"a","environment":"dev","\\u005f_proto__":{}}'],
    ['a member twice', '{"name":"a","name":"b","environment":"dev"}'],
    ['nesting of 30,000 levels', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['a number of 60,000 digits', `{"name":${'9'.repeat(60_000)}}`],
    ['a number beyond all bounds', '{"name":1e999}'],
    ['half a surrogate pair', '{"name":"\\ud800","environment":"dev"}'],
    ['NUL', '{"name":"a\\u0000","environment":"dev"}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['a cut-off text', '{"name":"a'],
    ['two texts', '{}{}'],
    ['no text at all', ''],
    ['a bare value', '"a"'],
    ['null', 'null'],
  ];
  it.each(bodies)('%s', async (_, raw) => {
    const answer = await fixture.send('POST', '/api/projects', { token, raw });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)['id']).toBe('invalid_request');
    expect(Object.hasOwn(Object.prototype, 'workspace_id')).toBe(false);
  });

  it.each([
    '/api/workspaces?page_token=%ff',
    '/api/workspaces?page_token=%ed%a0%80',
    '/api/workspaces?page_token=%',
    '/api/workspaces?%c0%80=1',
  ])('invalid UTF-8 in the query: %s', async (target) => {
    expect((await fixture.send('GET', target, { token })).status).toBe(400);
  });

  it.each(['/%ff', '/%ed%a0%80', '/%', '/%00'])('invalid UTF-8 in the path: %s', async (part) => {
    const answer = await fixture.send('GET', `/api/projects${part}`, { token });
    expect([400, 404]).toContain(answer.status);
  });
});

describe('attack 114: sizes', () => {
  it('a body over 64 KiB is refused with 413', async () => {
    const raw = JSON.stringify({ name: 'a'.repeat(70_000), environment: 'dev' });
    const answer = await fixture.send('POST', '/api/projects', { token, raw });
    expect(answer.status).toBe(413);
    expect(errorOf(answer)['id']).toBe('body_too_large');
  });

  it('a target over 8 KiB is refused with 414', async () => {
    const answer = await fixture.send('GET', `/api/projects?${'a'.repeat(9_000)}`, { token });
    expect(answer.status).toBe(414);
  });

  it('a body that is not JSON is refused with 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const headers = { 'content-type': type };
      const answer = await fixture.send('POST', '/api/projects', { token, raw: 'a=b', headers });
      expect(answer.status).toBe(415);
    }
  });

  it('a body where none belongs is refused', async () => {
    const target = `/api/projects/${acme.projectId}/access`;
    expect((await fixture.send('POST', target, { token, json: { a: 1 } })).status).toBe(400);
  });
});

describe('credentials', () => {
  it.each([
    ['another scheme', 'Basic YTpi'],
    ['no token', 'Bearer'],
    ['two tokens', 'Bearer a b'],
    ['a list', 'Bearer a, Bearer b'],
    ['one that is too long', `Bearer ${'a'.repeat(9_000)}`],
  ])('%s is refused with 401', async (_, authorization) => {
    const answer = await fixture.send('GET', '/api/projects', { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="gatehouse", error="invalid_token"',
    );
  });

  it('none at all is answered without an error code, as RFC 6750 section 3.1 says', async () => {
    const answer = await fixture.send('GET', '/api/projects');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="gatehouse"');
  });
});

it('attack 76: two tenants that fail at the same time never see a word of each other', async () => {
  const tenants = [
    { tenant: acme, mark: 'acme-client' },
    { tenant: globex, mark: 'globex-client' },
  ];
  const create = ({ tenant, mark }: (typeof tenants)[number]) =>
    fixture.send('POST', `/api/projects/${tenant.projectId}/clients`, {
      token: tenant.tokens.owner,
      json: { client_id: mark, grant_types: ['client_credentials'] },
    });
  await Promise.all(tenants.map(create));
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => create(tenants[index % 2 === 0 ? 0 : 1] ?? never())),
  );
  for (const [index, answer] of answers.entries()) {
    const [own, other] = index % 2 === 0 ? ['acme', 'globex'] : ['globex', 'acme'];
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(`${own}-client`);
    expect(answer.text).not.toContain(`${other}-client`);
    expect(errorOf(answer)['request']).toBe(answer.headers['x-request-id']);
  }
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(60);
});

function never(): never {
  throw new Error('There are two tenants.');
}
