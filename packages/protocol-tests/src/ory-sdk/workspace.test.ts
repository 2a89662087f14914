import { beforeAll, describe, expect, it } from 'vitest';
import { signInMember } from '../drivers/member.ts';
import { type ManagementSdk, managementSdk, refusalOf } from './sdk.ts';

describe('@ory/client, workspace', () => {
  let sdk: ManagementSdk['workspace'];
  let workspace: string;

  beforeAll(async () => {
    sdk = managementSdk(await signInMember()).workspace;
    const { data } = await sdk.createWorkspace({ createWorkspaceBody: { name: 'Own' } });
    workspace = data.id;
  });

  it('SDK-createWorkspace makes a workspace for whoever is signed in', async () => {
    const created = await sdk.createWorkspace({ createWorkspaceBody: { name: 'Created' } });
    expect(created.status).toBe(201);
    expect(created.data).toMatchObject({
      created_at: expect.any(String),
      id: expect.any(String),
      name: 'Created',
      updated_at: expect.any(String),
    });
  });

  it('SDK-listWorkspaces lists what somebody is a member of, page by page', async () => {
    await sdk.createWorkspace({ createWorkspaceBody: { name: 'Second' } });
    const first = await sdk.listWorkspaces({ pageSize: 1 });
    expect(first.data).toMatchObject({ has_next_page: true, workspaces: [expect.any(Object)] });
    const second = await sdk.listWorkspaces({
      pageSize: 1,
      pageToken: first.data.next_page_token,
    });
    expect(second.data.workspaces[0]?.id).not.toBe(first.data.workspaces[0]?.id);
  });

  it('SDK-getWorkspace reads a workspace, and none of others', async () => {
    expect((await sdk.getWorkspace({ workspace })).data).toMatchObject({ id: workspace });
    const stranger = managementSdk(await signInMember()).workspace;
    expect(await refusalOf(stranger.getWorkspace({ workspace }))).toBe(404);
  });

  it('SDK-updateWorkspace renames a workspace', async () => {
    const { data } = await sdk.updateWorkspace({
      workspace,
      updateWorkspaceBody: { name: 'Renamed' },
    });
    expect(data).toMatchObject({ id: workspace, name: 'Renamed' });
  });

  it('SDK-listWorkspaceProjects lists the projects of a workspace', async () => {
    const { data } = await sdk.listWorkspaceProjects({ workspace });
    expect(data).toMatchObject({ projects: [], has_next_page: false, next_page: '' });
  });

  const createKey = (name: string) =>
    sdk.createWorkspaceApiKey({ workspace, createWorkspaceApiKeyBody: { name } });

  it('SDK-createWorkspaceApiKey makes a key, whose value is shown this once', async () => {
    const { data, status } = await createKey('Made');
    expect(status).toBe(201);
    expect(data).toMatchObject({
      id: expect.any(String),
      name: 'Made',
      owner_id: expect.any(String),
      value: expect.any(String),
    });
  });

  it('SDK-listWorkspaceApiKeys lists keys without their values', async () => {
    await createKey('Listed');
    const { data } = await sdk.listWorkspaceApiKeys({ workspace });
    const listed = data.find(({ name }) => name === 'Listed');
    expect(listed).toMatchObject({ id: expect.any(String), owner_id: expect.any(String) });
    expect(listed?.value).toBeUndefined();
  });

  it('SDK-deleteWorkspaceApiKey ends a key', async () => {
    const { data } = await createKey('Ended');
    const ended = managementSdk(data.value ?? '').workspace;
    expect((await ended.getWorkspace({ workspace })).status).toBe(200);
    expect((await sdk.deleteWorkspaceApiKey({ workspace, tokenId: data.id })).status).toBe(204);
    expect(await refusalOf(ended.getWorkspace({ workspace }))).toBe(401);
  });
});
