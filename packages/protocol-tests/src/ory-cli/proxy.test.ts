import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { targetForms } from '../host-mode/ory-cli.ts';

const halfADay = 12 * 3_600_000;

describe.each(targetForms)('ory proxy and ory tunnel, with targets in %s form', (targetForm) => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject(targetForm);
  });

  it('make a key for half a day, read the project, and delete the key on the way out', async () => {
    const expiresAt = new Date(Date.now() + halfADay).toISOString();
    const created = await project.cli.console(`/projects/${project.id}/tokens`, {
      json: { name: 'Ory CLI Tunnel - 01 Jan 26 00:00 UTC', expires_at: expiresAt },
    });
    expectJson(created, 201);
    expect(created.json()).toMatchObject({ ...decoded.apiKey, value: expect.any(String) });
    expectJson(await project.cli.console(`/projects/${project.id}`), 200);
    const deleted = await project.cli.console(
      `/projects/${project.id}/tokens/${created.stringAt('id')}`,
      { method: 'DELETE' },
    );
    expect(deleted.status).toBe(204);
    const dead = project.cli.withKey(created.stringAt('value'));
    expectJson(await dead.tenant(project.slug, '/admin/clients'), 401);
  });

  it('pass requests on with their headers; whoami without a session is 401 in the form of Ory', async () => {
    const headers = {
      'Ory-No-Custom-Domain-Redirect': 'true',
      'Ory-Base-URL-Rewrite': 'http://localhost:4000',
      'Ory-Base-URL-Rewrite-Token': 'not-a-key',
    };
    const call = { key: null, headers };
    expectOryError(await project.cli.tenant(project.slug, '/sessions/whoami', call), 401);
    const metadata = await project.cli.tenant(
      project.slug,
      '/.well-known/openid-configuration',
      call,
    );
    expectJson(metadata, 200);
    // The issuer is configuration: no header rewrites it.
    expect(metadata.stringAt('issuer')).toBe(
      `http://${project.slug}.projects.${project.cli.hosts.apisHost}`,
    );
  });
});
