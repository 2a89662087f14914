import { beforeAll, describe, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { expectOryError } from '../host-mode/decoders.ts';
import { type CliCall, targetForms } from '../host-mode/ory-cli.ts';

const tuple = { namespace: 'files', object: 'readme', relation: 'view', subject_id: 'ada' };
const query = new URLSearchParams(tuple);

const atTheProject: readonly (readonly [string, string, CliCall])[] = [
  ['create relation-tuples', '/admin/relation-tuples', { method: 'PUT', json: tuple }],
  ['list relation-tuples', '/relation-tuples?page_size=100&page_token=', {}],
  ['delete relation-tuples', `/admin/relation-tuples?${query}`, { method: 'DELETE' }],
  ['is allowed', `/relation-tuples/check/openapi?${query}&max-depth=0`, {}],
];

describe.each(targetForms)('commands about what is not served yet, %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  it.each(atTheProject)('ory %s is told so in the form of Ory', async (_, path, call) => {
    const slug = await learnSlug(project);
    expectOryError(await project.cli.tenant(slug, path, call), 404);
  });
});
