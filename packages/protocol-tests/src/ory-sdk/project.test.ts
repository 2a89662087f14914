import { beforeAll, describe, expect, it } from 'vitest';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { managementSdk, refusalOf } from './sdk.ts';

const { workspaceId } = runningProduct();

describe('@ory/client, project', () => {
  const { project: sdk } = managementSdk();
  let projectId: string;

  beforeAll(async () => {
    projectId = (await managementApi().createProject('SDK')).address.id;
  });

  const rename = (value: string) => [{ op: 'replace' as const, path: '/name', value }];

  it('SDK-createProject creates a project', async () => {
    const created = await sdk.createProject({
      createProjectBody: { name: 'Created', environment: 'dev', workspace_id: workspaceId },
    });
    expect(created.status).toBe(201);
    expect(created.data).toMatchObject({
      name: 'Created',
      environment: 'dev',
      home_region: expect.any(String),
      organizations: [],
      revision_id: expect.any(String),
      services: expect.any(Object),
      slug: expect.any(String),
      state: 'running',
    });
  });

  it('SDK-listProjects lists projects', async () => {
    const { data } = await sdk.listProjects();
    expect(data.map(({ id }) => id)).toContain(projectId);
    expect(data[0]).toMatchObject({ hosts: expect.any(Array), created_at: expect.any(String) });
  });

  it('SDK-getProject reads a project with its settings', async () => {
    const { data } = await sdk.getProject({ projectId });
    expect(data).toMatchObject({ id: projectId, services: { oauth2: { config: {} } } });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await refusalOf(sdk.getProject({ projectId: nobody }))).toBe(404);
  });

  it('SDK-patchProject changes a project', async () => {
    const { data } = await sdk.patchProject({ projectId, jsonPatch: rename('Patched') });
    expect(data).toMatchObject({ project: { name: 'Patched' }, warnings: [] });
  });

  it('SDK-patchProjectWithRevision changes a project unless somebody was faster', async () => {
    const before = (await sdk.getProject({ projectId })).data.revision_id;
    const patch = (revisionId: string, lifetime: string) =>
      sdk.patchProjectWithRevision({
        projectId,
        revisionId,
        jsonPatch: [
          {
            op: 'add',
            path: '/services/oauth2/config/ttl',
            value: { access_token: lifetime },
          },
        ],
      });
    const { data } = await patch(before, '30m');
    expect(data.project.revision_id).not.toBe(before);
    expect(await refusalOf(patch(before, '20m'))).toBe(409);
  });

  it('SDK-setProject replaces the settings of a project', async () => {
    const { data: read } = await sdk.getProject({ projectId });
    const cors = { enabled: true, origins: ['https://app.example.com'] };
    const { data } = await sdk.setProject({
      projectId,
      setProject: {
        cors_admin: { enabled: false, origins: [] },
        cors_public: cors,
        name: 'Replaced',
        organizations: [],
        services: read.services,
      },
    });
    expect(data.project).toMatchObject({ name: 'Replaced', cors_public: cors });
  });

  it('SDK-purgeProject deletes a project for ever', async () => {
    const { data } = await sdk.createProject({
      createProjectBody: { name: 'Purged', environment: 'dev', workspace_id: workspaceId },
    });
    expect((await sdk.purgeProject({ projectId: data.id })).status).toBe(204);
    expect(await refusalOf(sdk.getProject({ projectId: data.id }))).toBe(404);
  });

  it('SDK-createProjectApiKey makes a key, whose value is shown this once', async () => {
    const { data, status } = await sdk.createProjectApiKey({
      project: projectId,
      createProjectApiKeyBody: { name: 'Made', expires_at: '2099-01-01T00:00:00Z' },
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      id: expect.any(String),
      name: 'Made',
      owner_id: expect.any(String),
      project_id: projectId,
      value: expect.any(String),
    });
  });

  it('SDK-listProjectApiKeys lists keys without their values', async () => {
    await sdk.createProjectApiKey({
      project: projectId,
      createProjectApiKeyBody: { name: 'Listed' },
    });
    const { data } = await sdk.listProjectApiKeys({ project: projectId });
    const listed = data.find(({ name }) => name === 'Listed');
    expect(listed).toMatchObject({ id: expect.any(String), owner_id: expect.any(String) });
    expect(listed?.value).toBeUndefined();
  });

  it('SDK-deleteProjectApiKey ends a key', async () => {
    const { data } = await sdk.createProjectApiKey({
      project: projectId,
      createProjectApiKeyBody: { name: 'Ended' },
    });
    const ended = managementSdk(data.value ?? '').project;
    expect((await ended.listProjects()).data.map(({ id }) => id)).toEqual([projectId]);
    const deleted = await sdk.deleteProjectApiKey({ project: projectId, tokenId: data.id });
    expect(deleted.status).toBe(204);
    expect(await refusalOf(ended.listProjects())).toBe(401);
  });
});
