import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { signInMember } from '../drivers/member.ts';
import { managementApi } from '../drivers/running-product.ts';
import { type ManagementSdk, managementSdk } from './sdk.ts';

describe('@ory/client, project: members', () => {
  const colleague = randomUUID();
  let sdk: ManagementSdk['project'];
  let project: string;

  beforeAll(async () => {
    const token = await signInMember();
    const owner = managementSdk(token);
    sdk = owner.project;
    const { data: workspace } = await owner.workspace.createWorkspace({
      createWorkspaceBody: { name: 'Members' },
    });
    const { data } = await sdk.createProject({
      createProjectBody: { name: 'Members', environment: 'dev', workspace_id: workspace.id },
    });
    project = data.id;
    await managementApi().call(`/workspaces/${workspace.id}/members`, {
      method: 'POST',
      key: token,
      json: { id: colleague, role: 'developer', email: 'colleague@example.com' },
    });
  });

  it('SDK-getProjectMembers lists who works on a project, with the fields that its decoder requires', async () => {
    const { data } = await sdk.getProjectMembers({ project });
    expect(data).toHaveLength(2);
    for (const member of data) {
      expect(member).toMatchObject({
        email: expect.any(String),
        email_verified: expect.any(Boolean),
        id: expect.any(String),
        name: expect.any(String),
        role: expect.any(String),
      });
    }
  });

  it('SDK-removeProjectMember removes a member', async () => {
    const removed = await sdk.removeProjectMember({ project, member: colleague });
    expect(removed.status).toBe(204);
    const { data } = await sdk.getProjectMembers({ project });
    expect(data.map(({ id }) => id)).not.toContain(colleague);
  });
});
