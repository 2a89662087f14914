import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { clientOfTheCli } from '../host-mode/client-of-the-cli.ts';
import { decoded, expectJson } from '../host-mode/decoders.ts';
import { type OryCli, targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('API keys in the environment, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  describe('ORY_PROJECT_API_KEY', () => {
    let withKey: OryCli;

    beforeAll(async () => {
      const created = await project.cli.console(`/projects/${project.id}/tokens`, {
        json: { name: 'CI' },
      });
      withKey = project.cli.withKey(created.stringAt('value'));
    });

    it('lists exactly its one project, however many the workspace has', async () => {
      await project.cli.console('/projects', {
        json: { name: 'Second', environment: 'dev', workspace_id: project.workspaceId },
      });
      const answer = await withKey.console('/projects');
      expectJson(answer, 200);
      expect(answer.jsonList()).toEqual([
        expect.objectContaining({ ...decoded.projectMetadata, id: project.id }),
      ]);
    });

    it('creates and lists clients of that project, which it finds by that list', async () => {
      const [found] = (await withKey.console('/projects')).jsonList();
      const slug = String(found?.['slug']);
      expectJson(await withKey.tenant(slug, '/admin/clients', { json: clientOfTheCli }), 201);
      expectJson(await withKey.tenant(slug, '/admin/clients?page_size=100&page_token='), 200);
    });
  });

  describe('ORY_WORKSPACE_API_KEY', () => {
    let withKey: OryCli;

    beforeAll(async () => {
      const created = await project.cli.console(`/workspaces/${project.workspaceId}/tokens`, {
        json: { name: 'Terraform' },
      });
      expectJson(created, 201);
      expect(created.json()).toMatchObject(decoded.apiKey);
      withKey = project.cli.withKey(created.stringAt('value'));
    });

    it('finds its workspace as the first of the list, and works on its projects', async () => {
      const listed = await withKey.console('/workspaces');
      expectJson(listed, 200);
      const [first] = listed.json()['workspaces'] as { id: string }[];
      expect(first?.id).toBe(project.workspaceId);
      expectJson(await withKey.console(`/workspaces/${project.workspaceId}/projects`), 200);
      const created = await withKey.console('/projects', {
        json: { name: 'Automated', environment: 'dev', workspace_id: project.workspaceId },
      });
      expectJson(created, 201);
    });

    it("does not reach a project's data", async () => {
      expectJson(await withKey.tenant(project.slug, '/admin/clients'), 401);
    });
  });
});
