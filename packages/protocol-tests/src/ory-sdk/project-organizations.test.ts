import { beforeAll, describe, expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { managementSdk, refusalOf } from './sdk.ts';

describe('@ory/client, project: organizations', () => {
  const { project: sdk } = managementSdk();
  let projectId: string;

  beforeAll(async () => {
    projectId = (await managementApi().createProject()).address.id;
  });

  const create = async (label: string, domains: string[] = []): Promise<string> => {
    const { data } = await sdk.createOrganization({
      projectId,
      organizationBody: { label, domains },
    });
    return data.id;
  };

  const createLink = (organizationId: string) =>
    sdk.createOrganizationOnboardingPortalLink({
      projectId,
      organizationId,
      createOrganizationOnboardingPortalLinkBody: { enable_sso: true, enable_scim: false },
    });

  it('SDK-createOrganization creates an organization', async () => {
    const { data, status } = await sdk.createOrganization({
      projectId,
      organizationBody: { label: 'Acme', domains: ['acme.example'] },
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      created_at: expect.any(String),
      domains: ['acme.example'],
      id: expect.any(String),
      label: 'Acme',
    });
  });

  it('SDK-listOrganizations lists organizations, by domain too', async () => {
    const id = await create('Listed', ['listed.example']);
    const all = await sdk.listOrganizations({ projectId });
    expect(all.data).toMatchObject({ has_next_page: false, next_page_token: expect.any(String) });
    expect(all.data.organizations.map((one) => one.id)).toContain(id);
    const found = await sdk.listOrganizations({ projectId, domain: 'listed.example' });
    expect(found.data.organizations.map((one) => one.id)).toEqual([id]);
  });

  it('SDK-getOrganization reads an organization', async () => {
    const organizationId = await create('Read');
    const { data } = await sdk.getOrganization({ projectId, organizationId });
    expect(data.organization).toMatchObject({ id: organizationId, label: 'Read' });
  });

  it('SDK-updateOrganization replaces an organization', async () => {
    const organizationId = await create('Before');
    const { data } = await sdk.updateOrganization({
      projectId,
      organizationId,
      organizationBody: { label: 'After', domains: ['after.example'] },
    });
    expect(data).toMatchObject({ label: 'After', domains: ['after.example'] });
  });

  it('SDK-deleteOrganization deletes an organization', async () => {
    const organizationId = await create('Gone');
    expect((await sdk.deleteOrganization({ projectId, organizationId })).status).toBe(204);
    expect(await refusalOf(sdk.getOrganization({ projectId, organizationId }))).toBe(404);
  });

  it('SDK-createOrganizationOnboardingPortalLink makes a link, whose value is shown this once', async () => {
    const organizationId = await create('Onboarded');
    const { data } = await createLink(organizationId);
    expect(data).toMatchObject({
      expires_at: expect.any(String),
      id: expect.any(String),
      organization_id: organizationId,
      project_id: projectId,
      value: expect.stringMatching(/^http/),
    });
  });

  it('SDK-getOrganizationOnboardingPortalLinks lists the links of an organization', async () => {
    const organizationId = await create('Linked');
    const { data: link } = await createLink(organizationId);
    const { data } = await sdk.getOrganizationOnboardingPortalLinks({ projectId, organizationId });
    expect(data.links).toEqual([expect.objectContaining({ id: link.id, value: '' })]);
  });

  it('SDK-updateOrganizationOnboardingPortalLink changes what a link is good for', async () => {
    const organizationId = await create('Changed');
    const { data: link } = await createLink(organizationId);
    const { data } = await sdk.updateOrganizationOnboardingPortalLink({
      projectId,
      organizationId,
      onboardingPortalLinkId: link.id,
      updateOrganizationOnboardingPortalLinkBody: { enable_sso: false, enable_scim: true },
    });
    expect(data).toMatchObject({ id: link.id, enable_sso: false, enable_scim: true });
  });

  it('SDK-deleteOrganizationOnboardingPortalLink ends a link', async () => {
    const organizationId = await create('Closed');
    const { data: link } = await createLink(organizationId);
    const deleted = await sdk.deleteOrganizationOnboardingPortalLink({
      projectId,
      organizationId,
      onboardingPortalLinkId: link.id,
    });
    expect(deleted.status).toBe(204);
    const { data } = await sdk.getOrganizationOnboardingPortalLinks({ projectId, organizationId });
    expect(data.links).toEqual([]);
  });
});
