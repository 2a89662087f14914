import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, learnSlug, startProject } from '../host-mode/cli-project.ts';
import { clientOfTheCli } from '../host-mode/client-of-the-cli.ts';
import { decoded, expectJson } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

describe.each(targetForms)('token commands, with targets in %s form', (targetForm) => {
  let project: CliProject;
  let client: { client_id: string; client_secret: string };

  beforeAll(async () => {
    project = await startProject(targetForm);
    const created = await project.cli.tenant(project.slug, '/admin/clients', {
      json: { ...clientOfTheCli, grant_types: ['client_credentials'], scope: 'read' },
    });
    client = {
      client_id: created.stringAt('client_id'),
      client_secret: created.stringAt('client_secret'),
    };
  });

  const issueToken = async () => {
    const answer = await project.cli.tenant(project.slug, '/oauth2/token', {
      form: { grant_type: 'client_credentials', ...client },
    });
    return answer.stringAt('access_token');
  };

  const introspect = async (token: string) => {
    const slug = await learnSlug(project);
    return project.cli.tenant(slug, '/admin/oauth2/introspect', { form: { token, scope: '' } });
  };

  it('ory introspect token sends an empty scope and reads every column of its table', async () => {
    const answer = await introspect(await issueToken());
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject({
      active: true,
      client_id: client.client_id,
      sub: expect.any(String),
      scope: expect.any(String),
      exp: expect.any(Number),
      token_use: 'access_token',
    });
  });

  it('ory introspect token of nonsense is inactive and no error', async () => {
    const answer = await introspect('nonsense');
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject({ ...decoded.introspection, active: false });
  });

  it('ory revoke token, were it not broken, would present no client: refused at once, in JSON', async () => {
    const token = await issueToken();
    const answer = await project.cli.tenant(project.slug, '/oauth2/revoke', { form: { token } });
    expectJson(answer, 401);
    expect(answer.json()['error']).toBe('invalid_client');
    expect((await introspect(token)).json()['active']).toBe(true);
  });
});
