import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, oAuth2: clients', () => {
  let project: ProjectApi;
  let sdk: ProjectSdk;

  beforeAll(async () => {
    project = await managementApi().createProject();
    sdk = sdkOf(project);
  });

  const createClient = async (fields = {}) => {
    const oAuth2Client = { client_name: 'SDK', grant_types: ['client_credentials'], ...fields };
    const { data } = await sdk.oauth2.createOAuth2Client({ oAuth2Client });
    return { id: data.client_id ?? '', secret: data.client_secret ?? '' };
  };

  it('SDK-createOAuth2Client creates a client and gets its secret', async () => {
    const created = await sdk.oauth2.createOAuth2Client({
      oAuth2Client: { client_name: 'Created', redirect_uris: ['https://app.example.com/cb'] },
    });
    expect(created.status).toBe(201);
    expect(created.data).toMatchObject({
      client_name: 'Created',
      client_id: expect.any(String),
      client_secret: expect.any(String),
      created_at: expect.any(String),
    });
  });

  it('SDK-listOAuth2Clients lists clients by name and pages', async () => {
    await createClient({ client_name: 'Listed' });
    const named = await sdk.oauth2.listOAuth2Clients({ clientName: 'Listed' });
    expect(named.data).toEqual([expect.objectContaining({ client_name: 'Listed' })]);
    const first = await sdk.oauth2.listOAuth2Clients({ pageSize: 1 });
    expect(first.data).toHaveLength(1);
    expect(String(first.headers['link'])).toContain('rel="next"');
  });

  it('SDK-getOAuth2Client reads a client, without its secret', async () => {
    const { id } = await createClient();
    const { data } = await sdk.oauth2.getOAuth2Client({ id });
    expect(data).toMatchObject({ client_id: id, client_name: 'SDK' });
    expect(data.client_secret).toBeUndefined();
    expect(await refusalOf(sdk.oauth2.getOAuth2Client({ id: 'nobody' }))).toBe(404);
  });

  it('SDK-setOAuth2Client replaces a client', async () => {
    const { id } = await createClient();
    const { data } = await sdk.oauth2.setOAuth2Client({
      id,
      oAuth2Client: { client_name: 'Replaced', grant_types: ['client_credentials'] },
    });
    expect(data).toMatchObject({ client_id: id, client_name: 'Replaced' });
  });

  it('SDK-patchOAuth2Client changes one field', async () => {
    const { id } = await createClient({ owner: 'me' });
    const { data } = await sdk.oauth2.patchOAuth2Client({
      id,
      jsonPatch: [{ op: 'replace', path: '/client_name', value: 'Patched' }],
    });
    expect(data).toMatchObject({ client_name: 'Patched', owner: 'me' });
  });

  it('SDK-setOAuth2ClientLifespans sets lifetimes alone', async () => {
    const { id } = await createClient();
    const { data } = await sdk.oauth2.setOAuth2ClientLifespans({
      id,
      oAuth2ClientTokenLifespans: { client_credentials_grant_access_token_lifespan: '10m' },
    });
    expect(data.client_credentials_grant_access_token_lifespan).toBe('10m0s');
    expect(data.client_name).toBe('SDK');
  });

  it('SDK-rotateOAuth2ClientSecret makes a new secret beside the old one', async () => {
    const old = await createClient();
    const { data } = await sdk.oauth2.rotateOAuth2ClientSecret({ id: old.id });
    const secrets = [old.secret, data.client_secret ?? ''];
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) {
      await project.issueToken({ clientId: old.id, secret });
    }
  });

  it('SDK-deleteRotatedOAuth2ClientSecrets ends the old secrets', async () => {
    const old = await createClient();
    const { data } = await sdk.oauth2.rotateOAuth2ClientSecret({ id: old.id });
    expect((await sdk.oauth2.deleteRotatedOAuth2ClientSecrets({ id: old.id })).status).toBe(204);
    const refused = await project.token({
      as: { clientId: old.id, secret: old.secret },
      form: { grant_type: 'client_credentials' },
    });
    expect(refused.status).toBe(401);
    await project.issueToken({ clientId: old.id, secret: data.client_secret ?? '' });
  });

  it('SDK-deleteOAuth2Client deletes a client', async () => {
    const { id } = await createClient();
    expect((await sdk.oauth2.deleteOAuth2Client({ id })).status).toBe(204);
    expect(await refusalOf(sdk.oauth2.deleteOAuth2Client({ id }))).toBe(404);
  });
});
