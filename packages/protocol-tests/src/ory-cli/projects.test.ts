import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';
import { logIn } from '../host-mode/ory-login.ts';

const patchOf = (service: string) => [
  { op: 'add', path: `/services/${service}/config/from_the_cli`, value: { kept: true } },
];

describe.each(targetForms)('project commands, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  it('ory create project answers 201 with every field of a project', async () => {
    const created = await project.cli.console('/projects', {
      json: { name: 'Another', environment: 'stage', workspace_id: project.workspaceId },
    });
    expectJson(created, 201);
    expect(created.json()).toMatchObject({
      ...decoded.project,
      name: 'Another',
      environment: 'stage',
      state: 'running',
      workspace_id: project.workspaceId,
    });
  });

  it.each(['prod', 'stage', 'dev'])('ory create project --environment %s', async (environment) => {
    const created = await project.cli.console('/projects', {
      json: { name: 'Environments', environment, workspace_id: project.workspaceId },
    });
    expectJson(created, 201);
    expect(created.json()['environment']).toBe(environment);
  });

  it('ory list projects is a bare array, or the list of the selected workspace', async () => {
    const all = await project.cli.console('/projects');
    expectJson(all, 200);
    const own = all.jsonList().find(({ id }) => id === project.id);
    expect(own).toMatchObject(decoded.projectMetadata);
    const url = `${project.slug}.projects.${project.cli.hosts.apisHost}`;
    expect(own?.['hosts']).toEqual([url]);
    const selected = await project.cli.console(`/workspaces/${project.workspaceId}/projects`);
    expectJson(selected, 200);
    expect(selected.json()).toMatchObject({
      projects: expect.arrayContaining([expect.objectContaining(decoded.projectMetadata)]),
      has_next_page: false,
      next_page: expect.any(String),
    });
  });

  it('ory get project, get identity-config, get oauth2-config and get permission-config read one document', async () => {
    const answer = await project.cli.console(`/projects/${project.id}`);
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject(decoded.project);
    expect(answer.json()['services']).toMatchObject({
      oauth2: { config: expect.any(Object) },
      identity: { config: expect.any(Object) },
      permission: { config: expect.any(Object) },
    });
  });

  it('ory use project finds a project by the beginning of its slug in the list', async () => {
    const listed = (await project.cli.console('/projects')).jsonList();
    const found = listed.filter(({ slug }) => String(slug).startsWith(project.slug.slice(0, 8)));
    expect(found).toContainEqual(expect.objectContaining({ id: project.id }));
  });

  it('ory patch project changes what the patch names', async () => {
    const answer = await project.cli.console(`/projects/${project.id}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/name', value: 'Renamed' }],
    });
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject(decoded.projectUpdate);
    expect(answer.json()['project']).toMatchObject({ name: 'Renamed' });
  });

  it.each(['identity', 'oauth2', 'permission'])('ory patch %s-config', async (service) => {
    const answer = await project.cli.console(`/projects/${project.id}`, {
      method: 'PATCH',
      json: patchOf(service),
    });
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject(decoded.projectUpdate);
    expect(answer.json()['project']).toMatchObject({
      services: { [service]: { config: { from_the_cli: { kept: true } } } },
    });
  });

  it.each(['identity', 'oauth2', 'permission'])(
    'ory update project and update %s-config put back what they read',
    async (service) => {
      const read = (await project.cli.console(`/projects/${project.id}`)).json();
      expect(read).toMatchObject({
        cors_admin: expect.any(Object),
        cors_public: expect.any(Object),
      });
      const answer = await project.cli.console(`/projects/${project.id}`, {
        method: 'PUT',
        json: {
          cors_admin: read['cors_admin'],
          cors_public: read['cors_public'],
          name: read['name'],
          organizations: read['organizations'],
          services: {
            ...(read['services'] as Record<string, unknown>),
            [service]: { config: { written: service } },
          },
        },
      });
      expectJson(answer, 200);
      expect(answer.json()).toMatchObject(decoded.projectUpdate);
      expect(answer.json()['project']).toMatchObject({
        services: { [service]: { config: { written: service } } },
      });
    },
  );

  it('ory get project of somebody else, or of nobody, is not found', async () => {
    const other = await logIn(targetForm);
    expectOryError(await other.cli.console(`/projects/${project.id}`), 404);
    const nobody = '00000000-0000-0000-0000-000000000000';
    expectOryError(await project.cli.console(`/projects/${nobody}`), 404);
  });
});
