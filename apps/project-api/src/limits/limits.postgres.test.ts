// What keeps one caller from taking everything, and what it must not be turned into.

import { createClientAddresses, trustedProxiesVariable } from '@gatehouse/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
beforeAll(async () => {
  const clientAddresses = createClientAddresses(trustedProxiesVariable.parse('127.0.0.1'));
  api = await startProjectApi(() => ({ clientAddresses }));
});
afterAll(() => api.close());

interface Sender {
  readonly from: string;
  readonly basic?: string;
  readonly form?: Readonly<Record<string, string>>;
}

const post = (path: string, { from, basic, form }: Sender, project = home): Promise<Answer> =>
  api.send(`/p/${project.project.slug}${path}`, {
    form: { grant_type: 'client_credentials', ...form },
    headers: {
      'x-forwarded-for': from,
      ...(basic === undefined ? {} : { authorization: basic }),
    },
  });

/** A project whose settings allow so much within a minute. */
async function createProject(
  rates: Readonly<Record<string, number>>,
  oauth2: Readonly<Record<string, unknown>> = {},
): Promise<TestProject> {
  const project = await api.createProject();
  const { projectId, workspaceId } = project.project;
  await api.tenants.store.withProject({ projectId, workspaceId }, async (tx) => {
    const { revisionId, document } = await tx.revisions.current();
    const { services } = document;
    await tx.revisions.add({
      expectedRevisionId: revisionId,
      document: {
        ...document,
        services: {
          ...services,
          oauth2: { config: { ...oauth2, rate_limits: rates } },
          identity: { config: { rate_limits: rates } },
        },
      },
      changes: [],
      author: { kind: 'operator', id: 'test', name: 'Test' },
    });
  });
  return project;
}

const statuses = async (count: number, send: (round: number) => Promise<Answer>) => {
  const seen: number[] = [];
  for (let round = 0; round < count; round += 1) seen.push((await send(round)).status);
  return seen;
};

describe('one caller cannot take everything', () => {
  it('a client that asks too much waits, and is told how long; others go on', async () => {
    home = await createProject({ per_client: 3 });
    const [busy, other] = [await home.createClient(), await home.createClient()];
    const ask = ({ basic }: { basic: string }) =>
      post('/oauth2/token', { from: '192.0.2.1', basic });
    expect(await statuses(4, () => ask(busy))).toEqual([200, 200, 200, 429]);
    const refused = await ask(busy);
    expect(refused.json).toMatchObject({ error: 'temporarily_unavailable' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['ratelimit-policy']).toBe('"token";q=3;w=60');
    expect(refused.headers['ratelimit']).toMatch(/^"token";r=0;t=\d+$/);
    expect(refused.headers['gatehouse-trace-id']).toBeDefined();
    expect((await ask(other)).status).toBe(200);
    const introspect = { from: '192.0.2.1', basic: busy.basic, form: { token: 'x' } };
    expect((await post('/oauth2/introspect', introspect)).status).toBe(200);
  });

  it('a project that is asked too much answers none of its clients, and other projects go on', async () => {
    home = await createProject({ per_project: 4 });
    const clients = [await home.createClient(), await home.createClient()];
    const seen = await statuses(6, (round) =>
      post('/oauth2/token', { from: '192.0.2.2', basic: clients[round % 2]?.basic ?? '' }),
    );
    expect(seen).toEqual([200, 200, 200, 200, 429, 429]);
    const elsewhere = await createProject({});
    const { basic } = await elsewhere.createClient();
    const sender = { from: '192.0.2.2', basic };
    expect((await post('/oauth2/token', sender, elsewhere)).status).toBe(200);
  });

  it('attack 101: an address that asks too much waits, every address of its /64 with it, and no other', async () => {
    home = await createProject({ per_address: 3 });
    const { basic } = await home.createClient();
    const from = (address: string) => post('/oauth2/token', { from: address, basic });
    const network = await statuses(4, (round) => from(`2001:db8::${round + 1}`));
    expect(network).toEqual([200, 200, 200, 429]);
    expect((await from('2001:db8:0:1::1')).status).toBe(200);
  });
});

describe('what a limit must not be turned into', () => {
  it('nobody uses up what is another client’s: only what was proved counts', async () => {
    home = await createProject({ per_client: 3, per_project: 3 });
    const victim = await home.createClient();
    const wrong = `Basic ${Buffer.from(`${victim.id}:wrong`).toString('base64')}`;
    const attacks = await statuses(10, () =>
      post('/oauth2/token', { from: '198.51.100.1', basic: wrong }),
    );
    expect(new Set(attacks)).toEqual(new Set([401]));
    const named = await statuses(5, () =>
      post('/oauth2/token', { from: '198.51.100.2', form: { client_id: victim.id } }),
    );
    expect(new Set(named)).toEqual(new Set([401]));
    const asked = { from: '192.0.2.3', basic: victim.basic };
    expect((await post('/oauth2/token', asked)).status).toBe(200);
  });

  it('anybody may ask for codes in the name of a public client: that uses up neither its nor the project’s', async () => {
    const grant = 'urn:ietf:params:oauth:grant-type:device_code';
    home = await createProject({ per_client: 3, per_project: 3 });
    const fields = { grant_types: [grant], response_types: [], redirect_uris: [] };
    const client = await home.createClient({ ...fields, token_endpoint_auth_method: 'none' });
    const ask = (from: string) =>
      post('/oauth2/device/auth', { from, form: { client_id: client.id } });
    const seen = await statuses(61, () => ask('198.51.100.7'));
    expect(seen).toEqual([...Array(60).fill(200), 429]);
    expect((await ask('192.0.2.7')).status).toBe(200);
  });

  it('failed client authentications count for that client and address; a missing client does not', async () => {
    home = await createProject({});
    const client = await home.createClient();
    const wrong = `Basic ${Buffer.from(`${client.id}:wrong`).toString('base64')}`;
    const from = '198.51.100.3';
    const missing = await statuses(30, () => post('/oauth2/token', { from }));
    expect(new Set(missing)).toEqual(new Set([401]));
    const failed = await statuses(21, () => post('/oauth2/token', { from, basic: wrong }));
    expect(failed.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(failed[20]).toBe(429);
    expect((await post('/oauth2/token', { from, basic: client.basic })).status).toBe(429);
    const elsewhere = { from: '192.0.2.4', basic: client.basic };
    expect((await post('/oauth2/token', elsewhere)).status).toBe(200);
  });

  it('this machine itself is not counted as an address', async () => {
    home = await createProject({ per_address: 2, login_per_address: 1 });
    const { basic } = await home.createClient();
    const seen = await statuses(5, () =>
      api.send(`/p/${home.project.slug}/oauth2/token`, {
        form: { grant_type: 'client_credentials' },
        headers: { authorization: basic },
      }),
    );
    expect(new Set(seen)).toEqual(new Set([200]));
  });
});

describe('people who are not known yet', () => {
  const submit = async (kind: 'login' | 'registration', from: string, json: object) => {
    const flow = new FlowView(await api.send(`/p/${home.project.slug}/self-service/${kind}/api`));
    const headers = { 'x-forwarded-for': from };
    return api.send(flow.actionTarget, { json: { method: 'password', ...json }, headers });
  };
  const register = (from: string, email: string) =>
    submit('registration', from, { traits: { email }, password: 'a fine phrase of somebody' });

  it('registrations of one address are limited, of new and of taken addresses alike', async () => {
    home = await createProject({ registration_per_address: 3 });
    const from = '198.51.100.4';
    const emails = ['ann@example.com', 'ann@example.com', 'bob@example.com', 'eve@example.com'];
    const seen = await statuses(4, (round) => register(from, emails[round] ?? ''));
    expect(seen).toEqual([200, 200, 200, 429]);
    const refused = await register(from, 'eve@example.com');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    expect(refused.headers['ratelimit-policy']).toBe('"registration";q=3;w=3600');
    expect((await register('198.51.100.5', 'eve@example.com')).status).toBe(200);
  });

  it('a form that was not right yet is no registration', async () => {
    home = await createProject({ registration_per_address: 1 });
    const from = '198.51.100.6';
    const seen = await statuses(5, () => register(from, 'no address'));
    expect(new Set(seen)).toEqual(new Set([400]));
    expect((await register(from, 'ann@example.com')).status).toBe(200);
  });

  it('logins from one address are limited, whoever is tried', async () => {
    home = await createProject({ login_per_address: 4 });
    const seen = await statuses(6, (round) =>
      submit('login', '198.51.100.7', { identifier: `${round}@example.com`, password: 'guess' }),
    );
    expect(seen).toEqual([400, 400, 400, 400, 429, 429]);
  });

  it('clients that register themselves are limited by address, refused ones too', async () => {
    const oidc = { dynamic_client_registration: { enabled: true } };
    home = await createProject({ client_registration_per_address: 2 }, { oidc });
    const send = (from: string, redirect: string) =>
      api.send(`/p/${home.project.slug}/oauth2/register`, {
        json: { redirect_uris: [redirect] },
        headers: { 'x-forwarded-for': from },
      });
    const redirects = ['javascript:alert(1)', 'https://a.example/cb', 'https://a.example/cb'];
    const seen = await statuses(3, (round) => send('198.51.100.8', redirects[round] ?? ''));
    expect(seen).toEqual([400, 201, 429]);
    const refused = await send('198.51.100.8', 'https://a.example/cb');
    expect(refused.headers['ratelimit-policy']).toBe('"client_registration";q=2;w=60');
    expect((await send('198.51.100.9', 'https://a.example/cb')).status).toBe(201);
  });
});
