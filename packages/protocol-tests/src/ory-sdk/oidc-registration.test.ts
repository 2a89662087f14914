import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { createOpenProject, webApplication } from '../drivers/registration.ts';
import { refusalOf, sdkOf, sdkOfUser } from './sdk.ts';

describe('@ory/client, oidc: clients that register themselves', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await createOpenProject();
  });

  /** @returns the client, with the API as whoever holds its token. */
  const createClient = async () => {
    const { oidc } = sdkOf(project);
    const { status, data } = await oidc.createOidcDynamicClient({ oAuth2Client: webApplication });
    const { client_id: id = '', registration_access_token: token = '' } = data;
    return { status, data, id, own: sdkOfUser(project, token) };
  };

  it('SDK-createOidcDynamicClient registers a client, which gets its secret and its token', async () => {
    const { status, data, id } = await createClient();
    expect(status).toBe(201);
    expect(data).toMatchObject({
      client_name: webApplication.client_name,
      client_secret: expect.any(String),
      registration_access_token: expect.any(String),
      registration_client_uri: `${project.address.url}/oauth2/register/${id}`,
    });
    const forbidden = { oAuth2Client: { grant_types: ['client_credentials'] } };
    expect(await refusalOf(sdkOf(project).oidc.createOidcDynamicClient(forbidden))).toBe(400);
  });

  it('SDK-getOidcDynamicClient reads its own registration, and no other', async () => {
    const { id, own } = await createClient();
    const { data } = await own.getOidcDynamicClient({ id });
    expect(data).toMatchObject({ client_id: id, client_name: webApplication.client_name });
    expect(data.client_secret).toBeUndefined();
    const { id: other } = await createClient();
    expect(await refusalOf(own.getOidcDynamicClient({ id: other }))).toBe(401);
  });

  it('SDK-setOidcDynamicClient replaces its registration and gets a new token', async () => {
    const { id, own } = await createClient();
    const { data: before } = await own.getOidcDynamicClient({ id });
    const oAuth2Client = { ...before, client_name: 'Renamed' };
    const { data } = await own.setOidcDynamicClient({ id, oAuth2Client });
    expect(data.client_name).toBe('Renamed');
    expect(data.registration_access_token).not.toBe(before.registration_access_token);
    expect(await refusalOf(own.getOidcDynamicClient({ id }))).toBe(401);
  });

  it('SDK-deleteOidcDynamicClient deletes itself', async () => {
    const { id, own } = await createClient();
    expect((await own.deleteOidcDynamicClient({ id })).status).toBe(204);
    expect(await refusalOf(own.getOidcDynamicClient({ id }))).toBe(401);
  });
});
