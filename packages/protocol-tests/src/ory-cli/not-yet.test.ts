import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { expectOryError } from '../host-mode/decoders.ts';
import { type CliCall, targetForms } from '../host-mode/ory-cli.ts';

const id = '11111111-1111-4111-8111-111111111111';
const stream = {
  type: 'sns',
  topic_arn: 'arn:aws:sns:us-east-1:123456789012:topic',
  role_arn: 'arn:aws:iam::123456789012:role/role',
};
const tuple = { namespace: 'files', object: 'readme', relation: 'view', subject_id: 'ada' };
const query = new URLSearchParams(tuple);

const atTheManagementApi: readonly (readonly [string, string, CliCall])[] = [
  ['create event-stream', '/eventstreams', { json: stream }],
  ['list event-streams', '/eventstreams', {}],
  ['update event-stream', `/eventstreams/${id}`, { method: 'PUT', json: stream }],
  ['delete event-stream', `/eventstreams/${id}`, { method: 'DELETE' }],
];

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

  it.each(atTheManagementApi)('ory %s is told so in the form of Ory', async (_, path, call) => {
    const answer = await project.cli.console(`/projects/${project.id}${path}`, call);
    expectOryError(answer, 404);
  });

  it.each(atTheProject)('ory %s is told so in the form of Ory', async (_, path, call) => {
    const slug = await learnSlug(project);
    expectOryError(await project.cli.tenant(slug, path, call), 404);
  });

  it('ory perform device-code is told so at once, and not by a fault that it would repeat', async () => {
    await learnSlug(project);
    const slug = await learnSlug(project);
    const answer = await project.cli.tenant(slug, '/oauth2/device/auth', {
      key: null,
      form: { client_id: id, scope: 'offline openid', audience: '', client_secret: 'none' },
    });
    expectOryError(answer, 404);
    expect(answer.elapsedMilliseconds).toBeLessThan(1_000);
  });
});
