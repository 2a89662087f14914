import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('identity commands, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  const importIdentity = async (fields: Readonly<Record<string, unknown>>) => {
    const slug = await learnSlug(project);
    return project.cli.tenant(slug, '/admin/identities', {
      json: { schema_id: 'default', ...fields },
    });
  };

  it('ory import identities creates each identity of the file', async () => {
    const answer = await importIdentity({ traits: { email: 'ada@example.com', name: 'Ada' } });
    expectJson(answer, 201);
    expect(answer.json()).toMatchObject(decoded.identity);
  });

  it('ory list identities asks for eventual consistency and sends an empty page token', async () => {
    await importIdentity({ traits: { email: 'list@example.com', name: 'List' } });
    const slug = await learnSlug(project);
    const answer = await project.cli.tenant(
      slug,
      '/admin/identities?consistency=eventual&page_size=100&page_token=',
    );
    expectJson(answer, 200);
    expect(answer.jsonList().length).toBeGreaterThan(0);
    for (const identity of answer.jsonList()) expect(identity).toMatchObject(decoded.identity);
  });

  it('ory get identity reads by id, with credentials where they are asked for, and by external id', async () => {
    const created = await importIdentity({
      traits: { email: 'get@example.com', name: 'Get' },
      external_id: 'crm-17',
    });
    const id = created.stringAt('id');
    const slug = await learnSlug(project);
    const plain = await project.cli.tenant(slug, `/admin/identities/${id}`);
    expectJson(plain, 200);
    expect(plain.json()).toMatchObject({ ...decoded.identity, id, external_id: 'crm-17' });
    const full = await project.cli.tenant(
      slug,
      `/admin/identities/${id}?include_credential=password&include_credential=oidc`,
    );
    expectJson(full, 200);
    const external = await project.cli.tenant(slug, '/admin/identities/by/external/crm-17');
    expectJson(external, 200);
    expect(external.stringAt('id')).toBe(id);
  });

  it('ory delete identity answers 204, and the identity is gone', async () => {
    const created = await importIdentity({ traits: { email: 'gone@example.com', name: 'Gone' } });
    const path = `/admin/identities/${created.stringAt('id')}`;
    const slug = await learnSlug(project);
    expect((await project.cli.tenant(slug, path, { method: 'DELETE' })).status).toBe(204);
    expectOryError(await project.cli.tenant(slug, path), 404);
  });
});
