import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
beforeAll(async () => {
  fixture = await startControlPlane();
  tenant = await seedTenant(fixture, 'Acme');
});
afterAll(() => fixture.close());

async function newOrganization() {
  const { id } = await tenant.owner.call('createOrganization', {
    params: { project_id: tenant.projectId },
    body: { label: 'Globex' },
  });
  return { project_id: tenant.projectId, organization_id: id };
}

type Params = Awaited<ReturnType<typeof newOrganization>>;
const create = (params: Params, expiresAt?: string) =>
  tenant.owner.call('createOrganizationOnboardingPortalLink', {
    params,
    body: { enable_sso: true, expires_at: expiresAt },
  });
const list = async (params: Params) =>
  (await tenant.owner.call('getOrganizationOnboardingPortalLinks', { params })).links;
const pathOf = (params: Params, id = '') =>
  `/api/projects/${params.project_id}/organizations/${params.organization_id}/onboarding-portal-links${id === '' ? '' : `/${id}`}`;

it('a link leads to the project, ends after a week, and is shown where it is made and never again', async () => {
  const params = await newOrganization();
  const link = await create(params);
  expect(link.value).toMatch(/^http:\/\/localhost:4000\/p\/[a-z0-9-]+\/onboarding\?link=gh_opl_/);
  const days = (Date.parse(link.expires_at) - Date.parse(link.created_at)) / 86_400_000;
  expect(Math.round(days)).toBe(7);
  const secret = new URL(link.value).searchParams.get('link') ?? '';
  const rows = await list(params);
  expect(rows).toEqual([{ ...link, value: '' }]);
  const { events } = await tenant.owner.call('listAuditEvents', {
    params: { workspace: tenant.workspaceId },
    query: {},
  });
  expect(events[0]?.action).toBe('onboarding_portal_link.created');
  for (const text of [JSON.stringify(rows), JSON.stringify(events), fixture.log.join('')]) {
    expect(text).not.toContain(secret);
  }
});

it('a link is changed, keeps its end where none is named, and is deleted', async () => {
  const params = await newOrganization();
  const link = await create(params);
  const linkParams = { ...params, onboarding_portal_link_id: link.id };
  const changed = await tenant.owner.call('updateOrganizationOnboardingPortalLink', {
    params: linkParams,
    body: { enable_sso: false, enable_scim: true },
  });
  expect(changed).toMatchObject({
    enable_sso: false,
    enable_scim: true,
    expires_at: link.expires_at,
    value: '',
  });
  await tenant.owner.call('deleteOrganizationOnboardingPortalLink', { params: linkParams });
  expect(await list(params)).toEqual([]);
});

it.each([
  ['in the past', -1],
  ['further off than 90 days', 91],
])('an end %s is refused', async (_, days) => {
  const params = await newOrganization();
  const answer = await fixture.send('POST', pathOf(params), {
    token: tenant.tokens.owner,
    json: { enable_sso: true, expires_at: new Date(Date.now() + days * 86_400_000).toISOString() },
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('expires_at');
});

it('a link is not found below another organization, and ends with its own', async () => {
  const [params, other] = [await newOrganization(), await newOrganization()];
  const { id } = await create(params);
  const { token, json } = { token: tenant.tokens.owner, json: { enable_sso: true } };
  expect((await fixture.send('POST', pathOf(other, id), { token, json })).status).toBe(404);
  expect((await fixture.send('DELETE', pathOf(other, id), { token })).status).toBe(404);
  expect((await fixture.send('DELETE', pathOf(params, randomUUID()), { token })).status).toBe(404);
  await tenant.owner.call('deleteOrganization', { params });
  expect((await fixture.send('GET', pathOf(params), { token })).status).toBe(404);
  expect((await fixture.send('POST', pathOf(params, id), { token, json })).status).toBe(404);
});
