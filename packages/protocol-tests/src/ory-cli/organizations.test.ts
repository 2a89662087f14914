import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('organization commands, with targets in %s form', (targetForm) => {
  let project: CliProject;
  let path: string;

  beforeAll(async () => {
    project = await startProject(targetForm);
    path = `/projects/${project.id}/organizations`;
  });

  const create = (label: string, domains: readonly string[]) =>
    project.cli.console(path, { json: { label, domains } });

  it('ory create organization answers 201 with id, label and domains', async () => {
    const created = await create('Acme', ['acme.example']);
    expectJson(created, 201);
    expect(created.json()).toMatchObject({
      ...decoded.organization,
      label: 'Acme',
      domains: ['acme.example'],
    });
  });

  it('ory list organizations lists them, with its required paging fields', async () => {
    const id = (await create('Listed', [])).stringAt('id');
    const listed = await project.cli.console(path);
    expectJson(listed, 200);
    expect(listed.json()).toMatchObject({
      organizations: expect.arrayContaining([
        expect.objectContaining({ ...decoded.organization, id }),
      ]),
      has_next_page: false,
      next_page_token: expect.any(String),
    });
  });

  it('ory update organization replaces label and domains', async () => {
    const id = (await create('Before', [])).stringAt('id');
    const updated = await project.cli.console(`${path}/${id}`, {
      method: 'PUT',
      json: { label: 'After', domains: ['after.example'] },
    });
    expectJson(updated, 200);
    expect(updated.json()).toMatchObject({ id, label: 'After', domains: ['after.example'] });
  });

  it('ory update project sends the organizations back as it read them, in the order of its own encoder', async () => {
    await create('Kept', ['kept.example']);
    const read = (await project.cli.console(`/projects/${project.id}`)).json();
    const organizations = read['organizations'] as Record<string, unknown>[];
    expect(organizations.length).toBeGreaterThan(0);
    const answer = await project.cli.console(`/projects/${project.id}`, {
      method: 'PUT',
      json: {
        cors_admin: read['cors_admin'],
        cors_public: read['cors_public'],
        name: 'With organizations',
        // Go writes the members of an object in alphabetical order.
        organizations: organizations.map((one) => Object.fromEntries(Object.entries(one).sort())),
        services: read['services'],
      },
    });
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject(decoded.projectUpdate);
    expect(answer.json()['project']).toMatchObject({ organizations, name: 'With organizations' });
  });

  it('ory delete organization answers 204, and the organization is gone', async () => {
    const id = (await create('Gone', [])).stringAt('id');
    const deleted = await project.cli.console(`${path}/${id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expectOryError(await project.cli.console(`${path}/${id}`), 404);
  });
});
