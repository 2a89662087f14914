import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { tenantUrl } from '../host-mode/host-addresses.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('ory open account-experience, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  it.each(['login', 'registration', 'recovery', 'verification', 'settings'])(
    'opens the hosted page of %s',
    async (flow) => {
      const { cli } = project;
      const url = tenantUrl(await learnSlug(project), cli.hosts);
      const answer = await cli.page(`${url}/ui/${flow}`);
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe(`${url}/${flow}`);
    },
  );

  it('opens nothing else', async () => {
    const url = tenantUrl(project.slug, project.cli.hosts);
    expect((await project.cli.page(`${url}/ui/admin`)).status).toBe(404);
  });
});
