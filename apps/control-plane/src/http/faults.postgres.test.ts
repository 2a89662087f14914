import { afterEach, expect, it, vi } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
afterEach(() => fixture.close());

it('a fault that nobody expected is answered with an id and nothing else, and is logged by that id', async () => {
  fixture = await startControlPlane({
    authenticateMember: () => Promise.reject(new Error('the inside of the house')),
  });
  const answer = await fixture.send('GET', '/api/projects', { token: 'any' });
  expect(answer).toMatchObject({
    status: 500,
    body: { error: { id: 'internal_error', request: answer.headers['x-request-id'] } },
  });
  expect(answer.text).not.toContain('inside');
  const logged = fixture.log.join('');
  expect(logged).toContain('the inside of the house');
  expect(logged).toContain(String(answer.headers['x-request-id']));
});

it('a storage that is gone is answered with 503 and when to try again, never with success', async () => {
  fixture = await startControlPlane();
  const tenant = await seedTenant(fixture, 'Acme');
  await fixture.loseDatabase();
  for (const [method, target, json] of [
    ['GET', `/api/projects/${tenant.projectId}`, undefined],
    ['POST', '/api/workspaces', { name: 'Lost' }],
  ] as const) {
    const answer = await fixture.send(method, target, { token: tenant.tokens.owner, json });
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { error: { id: 'storage_unavailable' } },
    });
  }
});

it('a storage that hangs is answered with 503 when the deadline is over, and nothing is written afterwards', async () => {
  fixture = await startControlPlane({ deadlineMilliseconds: 500 });
  const tenant = await seedTenant(fixture, 'Acme');
  const token = tenant.tokens.owner;
  const release = await fixture.lockTables('public.audit_events');
  const started = performance.now();
  const answer = await fixture.send('POST', '/api/workspaces', { token, json: { name: 'Late' } });
  expect(performance.now() - started).toBeLessThan(4_000);
  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1' },
    body: { error: { id: 'storage_unavailable' } },
  });
  await release();
  await vi.waitFor(async () => {
    const name = { name: 'In time' };
    const again = await fixture.send('POST', '/api/workspaces', { token, json: name });
    expect(again.status).toBe(201);
  }, 20_000);
  const { text } = await fixture.send('GET', '/api/workspaces', { token });
  expect(text).toContain('In time');
  expect(text).not.toContain('Late');
});
