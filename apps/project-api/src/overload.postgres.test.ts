// What happens when everything that could wait is full, or hangs.

import { raiseInstallationEpoch } from '@gatehouse/database/migrate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Answer,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';
import { FlowView } from '../test/test-browser.ts';

let api: ProjectApiFixture;
let own: TestProject;
let client: { id: string; basic: string };
let base: string;

async function start(deadlineMilliseconds: number): Promise<void> {
  api = await startProjectApi(() => ({ deadlineMilliseconds }));
  own = await api.createProject();
  client = await own.createClient();
  base = `/p/${own.project.slug}`;
}
afterEach(() => api.close());

const form = { grant_type: 'client_credentials' };
const headersOf = () => ({ authorization: client.basic });
const issue = () => api.send(`${base}/oauth2/token`, { form, headers: headersOf() });
const introspect = (token: string) =>
  api.send(`${base}/oauth2/introspect`, { form: { token }, headers: headersOf() });
const listClients = () =>
  api.send(`${base}/admin/clients`, { headers: { authorization: `Bearer ${own.apiKey}` } });

function expectBusy(answer: Answer): void {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
}

/** @returns the answer, and how long it took. */
async function timed(asked: Promise<Answer>): Promise<{ answer: Answer; milliseconds: number }> {
  const started = performance.now();
  const answer = await asked;
  return { answer, milliseconds: performance.now() - started };
}

describe('a database that hangs', () => {
  beforeEach(() => start(1_000));

  it('is answered with 503 and Retry-After when the deadline is over, on every kind of endpoint', async () => {
    const token = String((await issue()).json['access_token']);
    expect((await introspect(token)).json).toMatchObject({ active: true });
    const release = await api.tenants.urls.lock('hot.epochs, public.clients');
    const calls = await Promise.all([timed(introspect(token)), timed(listClients())]);
    for (const { answer, milliseconds } of calls) {
      expectBusy(answer);
      expect(milliseconds).toBeLessThan(4_000);
    }
    await release();
    await vi.waitFor(async () => {
      expect((await introspect(token)).json).toMatchObject({ active: true });
      expect((await listClients()).status).toBe(200);
    }, 20_000);
  });

  it('changes nothing any more for whoever was told so', async () => {
    const release = await api.tenants.urls.lock('public.clients');
    const headers = { authorization: `Bearer ${own.apiKey}` };
    const json = { client_name: 'late', grant_types: ['client_credentials'] };
    expectBusy(await api.send(`${base}/admin/clients`, { json, headers }));
    await release();
    await vi.waitFor(async () => {
      expect((await listClients()).status).toBe(200);
    }, 20_000);
    expect((await listClients()).text).not.toContain('late');
  });
});

describe('where something is full', () => {
  beforeEach(() => start(60_000));

  it('the queue of a hot batch turns away at once, and forgets nobody who waits', async () => {
    const token = String((await issue()).json['access_token']);
    const release = await api.tenants.urls.lock('hot.epochs');
    const { liveness } = api.tenants.database.hot.forProject(own.project.projectId);
    const { id: clientId } = client;
    const none = { identityId: undefined, sessionId: undefined, grantId: undefined };
    const load = (count: number) =>
      Array.from({ length: count }, () => {
        const tokenReference = { tokenId: api.tenants.random.bytes(24), bucket: 1 };
        return liveness.load({ clientId, ...none, token: tokenReference }).then(
          () => 'answered',
          () => 'refused',
        );
      });
    const waiting = load(600);
    // Two batches are sent and hang; what comes now fills the queue.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    waiting.push(...load(10_300));
    const { answer, milliseconds } = await timed(introspect(token));
    expectBusy(answer);
    expect(milliseconds).toBeLessThan(3_000);
    await release();
    expect(new Set(await Promise.all(waiting))).toContain('answered');
    expect((await introspect(token)).status).toBe(200);
  });

  it('the pool of the control tables turns away at once, and serves again afterwards', async () => {
    expect((await listClients()).status).toBe(200);
    const release = await api.tenants.urls.lock('public.clients');
    const { projectId, workspaceId } = own.project;
    const waiting: Promise<string>[] = [];
    const list = () =>
      api.tenants.store.withProject({ projectId, workspaceId }, (tx) =>
        tx.clients.list({ limit: 1, after: undefined }, {}),
      );
    await vi.waitFor(() => {
      const left = 256 - (api.tenants.database.pools()[0]?.waiting ?? 0);
      for (let count = 0; count < left; count += 1) {
        waiting.push(
          list().then(
            () => 'answered',
            () => 'refused',
          ),
        );
      }
      expect(left).toBe(0);
    });
    const { answer, milliseconds } = await timed(listClients());
    expectBusy(answer);
    expect(milliseconds).toBeLessThan(2_000);
    await release();
    await Promise.all(waiting);
    expect((await listClients()).status).toBe(200);
    expect(api.tenants.database.pools()[0]?.refused).toBeGreaterThan(0);
  });

  it('the places for passwords turn away whoever comes last, and everybody else signs in or fails', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 90 }, async (_, index) => {
        const flow = new FlowView(await api.send(`${base}/self-service/registration/api`));
        const traits = { email: `person-${index}@example.com` };
        const json = { method: 'password', traits, password: `a fine phrase of ${index}` };
        return () => api.send(flow.actionTarget, { json });
      }),
    );
    const answers = await Promise.all(attempts.map((attempt) => attempt()));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    refused.forEach(expectBusy);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(60);
    expect(refused.length + answers.filter(({ status }) => status === 200).length).toBe(90);
  });
});

describe('raising the epoch of the installation', () => {
  beforeEach(() => start(60_000));

  it('ends every access token that was issued before, and those issued after it live', async () => {
    const before = String((await issue()).json['access_token']);
    expect((await introspect(before)).json).toMatchObject({ active: true });
    const { hotUrl, ownerUrl } = api.tenants.urls;
    const epoch = await raiseInstallationEpoch({ hotUrl, ownerUrl });
    expect((await introspect(before)).json).toEqual({ active: false });
    await vi.waitFor(async () => {
      const after = String((await issue()).json['access_token']);
      expect((await introspect(after)).json).toMatchObject({ active: true });
    }, 20_000);
    expect((await introspect(before)).json).toEqual({ active: false });
    expect(await raiseInstallationEpoch({ hotUrl, ownerUrl })).toBe(epoch + 1);
  });
});
