import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };
const api = managementApi();

describe('answers that caches, batches and errors could mix up', () => {
  let a: ProjectApi;
  let b: ProjectApi;
  let ofA: ClientCredentials;
  let ofB: ClientCredentials;

  beforeAll(async () => {
    [a, b] = await Promise.all([api.createProject('Tenant A'), api.createProject('Tenant B')]);
    [ofA, ofB] = await Promise.all([
      a.createClient({ client_id: 'same-name', scope: 'only-at-a', client_name: 'canary-of-a' }),
      b.createClient({ client_id: 'same-name', scope: 'only-at-b', client_name: 'canary-of-b' }),
    ]);
  });

  it('attack 75: whatever holds a credential or tells of one is never stored by a cache', async () => {
    const token = await a.issueToken(ofA);
    const answers: Record<string, HttpAnswer> = {
      token: await a.token({ as: ofA, form: grant }),
      introspection: await a.introspect({ as: ofA, form: { token } }),
      revocation: await a.revoke({ as: ofA, form: { token } }),
      'admin client': await a.admin('/clients/same-name'),
      'admin clients': await a.admin('/clients'),
      'admin refusal': await a.admin('/clients', { key: null }),
      'management project': await api.call(`/projects/${a.address.id}`),
      'management key': await api.call(`/projects/${a.address.id}/tokens`, {
        method: 'POST',
        json: { name: 'Cached?' },
      }),
      'management refusal': await api.call('/projects', { key: null }),
      'unknown project': await a.get('x/.well-known/jwks.json'),
    };
    for (const [what, answer] of Object.entries(answers)) {
      expect(answer.headers['cache-control'], what).toMatch(/no-store/);
      expect(answer.headers['etag'], what).toBeUndefined();
    }
  });

  it('attack 75: public documents of two projects never share a body or a validator', async () => {
    for (const path of ['/.well-known/openid-configuration', '/.well-known/jwks.json']) {
      const [first, second] = await Promise.all([a.get(path), b.get(path)]);
      expect(first.text).not.toBe(second.text);
      const etag = first.headers['etag'];
      if (etag !== undefined) {
        expect(etag).not.toBe(second.headers['etag']);
        const crossed = await b.get(path, { 'if-none-match': etag });
        expect(crossed.status).toBe(200);
        expect(crossed.text).toBe(second.text);
      }
    }
  });

  it('attack 75: requests of two projects that are answered together get each its own answer', async () => {
    const [tokenOfA, tokenOfB] = await Promise.all([a.issueToken(ofA), b.issueToken(ofB)]);
    const dead = await b.issueToken(ofB);
    await b.revoke({ as: ofB, form: { token: dead } });
    const rounds = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        if (index % 4 === 0)
          return (await a.adminIntrospect(tokenOfA)).json()['iss'] === a.address.url;
        if (index % 4 === 1)
          return (await b.adminIntrospect(tokenOfB)).json()['iss'] === b.address.url;
        if (index % 4 === 2) return !(await b.isActive(dead));
        return !(await a.isActive(tokenOfB));
      }),
    );
    expect(rounds).toEqual(rounds.map(() => true));
  });

  it('attack 75: tokens that are issued at the same moment carry the scope of their own project', async () => {
    const issued = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const [project, as, scope] =
          index % 2 === 0 ? [a, ofA, 'only-at-a'] : [b, ofB, 'only-at-b'];
        const token = await project.issueToken(as, { scope });
        const answer = (await project.adminIntrospect(token)).json();
        return answer['scope'] === scope && answer['iss'] === project.address.url;
      }),
    );
    expect(issued).toEqual(issued.map(() => true));
  });

  it('attack 75: what was changed is seen by the very next request, not after a cache expires', async () => {
    const before = await a.token({ as: ofA, form: { ...grant, scope: 'added-later' } });
    expect(before.status).toBe(400);
    const patched = await a.admin('/clients/same-name', {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/scope', value: 'only-at-a added-later' }],
    });
    expect(patched.status).toBe(200);
    const after = await a.token({ as: ofA, form: { ...grant, scope: 'added-later' } });
    expect(after.status).toBe(200);
    const crossed = await b.token({ as: ofB, form: { ...grant, scope: 'added-later' } });
    expect(crossed.status).toBe(400);
  });

  it('attack 76: errors of two tenants that fail at the same time never show each other', async () => {
    const failuresOf = (project: ProjectApi, name: string) => [
      project.token({ as: { clientId: `canary-${name}`, secret: 'x' }, form: grant }),
      project.token({ as: { clientId: 'same-name', secret: `canary-${name}` }, form: grant }),
      project.token({ form: { grant_type: `canary-${name}` } }),
      project.admin(`/clients/canary-${name}`),
      project.admin(`/keys/canary-${name}`),
      project.admin('/clients', { method: 'POST', json: { redirect_uris: [`canary-${name}`] } }),
      api.call(`/projects/${project.address.id}`, { method: 'PATCH', json: [`canary-${name}`] }),
      api.call(`/projects/${project.address.id}/clients/canary-${name}`),
    ];
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = await Promise.all([
        Promise.all(failuresOf(a, 'alpha')),
        Promise.all(failuresOf(b, 'bravo')),
      ]);
      for (const answer of [...first, ...second]) expect(answer.status).toBeGreaterThanOrEqual(400);
      for (const answer of first) expectNothingOf(answer, b, 'bravo');
      for (const answer of second) expectNothingOf(answer, a, 'alpha');
      const ids = [...first, ...second].map(({ headers, text }) => traceIdOf(headers, text));
      const present = ids.filter((id) => id !== undefined);
      expect(new Set(present).size).toBe(present.length);
    }
  });
});

function expectNothingOf(answer: HttpAnswer, project: ProjectApi, name: string): void {
  const whole = `${JSON.stringify(answer.headers)}${answer.text}`;
  for (const foreign of [`canary-${name}`, project.address.id, project.address.slug]) {
    expect(whole).not.toContain(foreign);
  }
}

function traceIdOf(headers: HttpAnswer['headers'], text: string): string | undefined {
  const inBody = /"(?:trace_id|request)":"([^"]+)"/.exec(text)?.[1];
  return inBody ?? headers['gatehouse-trace-id']?.toString();
}
