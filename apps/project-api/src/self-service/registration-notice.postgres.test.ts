// Whoever has an address learns that somebody tried to sign up with it; whoever tries learns nothing.

import { jobKinds } from '@gatehouse/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView, TestBrowser } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
let base: string;
const ann = { email: 'Ann@example.com', password: 'a fine phrase of Ann' };

beforeAll(async () => {
  api = await startProjectApi();
  home = await api.createProject();
  base = `/p/${home.project.slug}`;
  await new TestBrowser(api, home.project.slug).register(ann);
});
afterAll(() => api?.close());

async function prepareRegistration(email: string, headers = {}) {
  const flow = new FlowView(await api.send(`${base}/self-service/registration/api`));
  const json = { method: 'password', traits: { email }, password: 'a fine phrase of somebody' };
  return () => api.send(flow.actionTarget, { json, headers });
}

/** Takes the jobs that were written since the last call. */
async function takeFollowUps() {
  const claim = { limit: 100, holdSeconds: 3600, maxAttempts: 15 };
  const rows = await api.tenants.database.hot.outbox.claim(claim);
  return rows
    .filter(({ kind }) => kind === jobKinds.followUpRegistration)
    .map(({ payload }) => payload);
}

describe('attack 98: registration of an address that is taken', () => {
  it('writes the same job as any other registration, which names nobody', async () => {
    await takeFollowUps();
    const german = { 'accept-language': 'de-AT,en;q=0.5' };
    await (await prepareRegistration('aNN@example.com', german))();
    await (await prepareRegistration('fresh@example.com'))();
    const payloads = await takeFollowUps();
    const [taken, fresh] = payloads;
    expect(taken).toEqual({ addressId: expect.any(String), isNew: false, locale: 'de' });
    expect(fresh).toEqual({ addressId: expect.any(String), isNew: true, locale: 'en' });
    const { store } = api.tenants;
    const { projectId, workspaceId } = home.project;
    const owner = await store.withProject({ projectId, workspaceId }, (tx) =>
      tx.identities.findByAddressId(String(taken?.['addressId'])),
    );
    expect(owner?.addresses[0]?.value).toBe(ann.email);
    expect(JSON.stringify(payloads)).not.toMatch(/example\.com/i);
  });

  it('takes as long as any other', async () => {
    const rounds = 30;
    const times: Record<'taken' | 'fresh', number[]> = { taken: [], fresh: [] };
    for (let round = 0; round < rounds; round += 1) {
      const kinds = round % 2 === 0 ? (['taken', 'fresh'] as const) : (['fresh', 'taken'] as const);
      for (const kind of kinds) {
        const email = kind === 'taken' ? ann.email : `fresh-${round}@example.com`;
        const register = await prepareRegistration(email);
        const begun = performance.now();
        expect((await register()).status).toBe(200);
        times[kind].push(performance.now() - begun);
      }
    }
    expect(Math.abs(welch(times.taken, times.fresh))).toBeLessThan(4.5);
  }, 60_000);
});

/** Welch's t of two samples. */
function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = (values: readonly number[]) =>
    values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (values.length - 1);
  return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
}
