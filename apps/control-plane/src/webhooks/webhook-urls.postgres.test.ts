import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { clientFor, type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
beforeAll(async () => {
  fixture = await startControlPlane();
  tenant = await seedTenant(fixture, 'Acme');
});
afterAll(() => fixture.close());

const origin = 'https://hooks.example.com';
const url = `${origin}/services/T0SECRET?token=QSECRET`;

function createWebhook() {
  return tenant.owner.call('createWebhook', {
    params: { project: tenant.projectId },
    body: { url, events: ['client.created'] },
  });
}

test('who may not change a webhook sees the origin of its URL, and not what may be a secret in it', async () => {
  const { id } = await createWebhook();
  const params = { project: tenant.projectId };
  const viewer = clientFor(fixture, tenant.tokens.viewer);
  const seen = [
    await viewer.call('getWebhook', { params: { ...params, webhook: id } }),
    await viewer.call('listWebhooks', { params }),
    await viewer.call('listEventStreams', { params: { project_id: tenant.projectId } }),
  ];
  for (const answer of seen) {
    expect(JSON.stringify(answer)).toContain(`${origin}/…`);
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  }
  const developer = clientFor(fixture, tenant.tokens.developer);
  const whole = await developer.call('getWebhook', { params: { ...params, webhook: id } });
  expect(whole.url).toBe(url);
});

test('the audit log has the origin of a URL and says that the rest has changed, and holds none of it', async () => {
  const { id } = await createWebhook();
  const params = { project: tenant.projectId, webhook: id };
  const change = { url: `${origin}/services/T1SECRET` };
  await tenant.owner.call('updateWebhook', { params, body: change });
  await tenant.owner.call('updateWebhook', {
    params,
    body: { url: 'https://other.example/SECRET' },
  });
  await tenant.owner.call('deleteWebhook', { params });
  const { events } = await tenant.owner.call('listAuditEvents', {
    params: { workspace: tenant.workspaceId },
  });
  const told = events.filter(({ target }) => target.id === id);
  expect(JSON.stringify(told)).not.toContain('SECRET');
  expect(told.map(({ changes }) => changes)).toEqual([
    { before: expect.objectContaining({ url: 'https://other.example/…' }) },
    { url: { before: `${origin}/…`, after: 'https://other.example/…' } },
    { url_path_or_query: 'changed' },
    { after: expect.objectContaining({ url: `${origin}/…` }) },
  ]);
});
