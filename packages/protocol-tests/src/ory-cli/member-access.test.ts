import { beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, startProject } from '../host-mode/cli-project.ts';
import { expectJson } from '../host-mode/decoders.ts';
import { logIn } from '../host-mode/ory-login.ts';

/** What the token of a login reaches on the address of a project. */
describe('the administration of a project, by the token of ory auth', () => {
  let project: CliProject;

  beforeAll(async () => {
    project = await startProject('origin');
  });

  it('is open to members of its workspace', async () => {
    expectJson(await project.cli.tenant(project.slug, '/admin/clients'), 200);
  });

  it('is closed to members of other workspaces, as to a token that never existed', async () => {
    const stranger = (await startProject('origin')).cli;
    const nobody = stranger.withKey('nonsense');
    for (const path of ['/admin/clients', '/admin/identities', '/admin/keys/any']) {
      const refused = await stranger.tenant(project.slug, path);
      expect(refused.status).toBe(401);
      expect(refused.text).toBe((await nobody.tenant(project.slug, path)).text);
    }
  });

  it('goes as far as the role, and ends with the membership', async () => {
    const guest = await logIn('origin');
    const key = guest.tokens.stringAt('access_token');
    const id = (await guest.cli.login('/userinfo', { key })).stringAt('sub');
    const members = `/workspaces/${project.workspaceId}/members`;
    const added = await project.cli.console(members, {
      json: { id, role: 'viewer', email: guest.person.email },
    });
    expect(added.status).toBe(201);
    const list = (path: string) => guest.cli.tenant(project.slug, path);
    expect((await list('/admin/clients')).status).toBe(200);
    expect((await list('/admin/identities')).status).toBe(403);
    const created = await guest.cli.tenant(project.slug, '/admin/clients', { json: {} });
    expect(created.status).toBe(403);
    await project.cli.console(`${members}/${id}`, { method: 'DELETE' });
    expect((await list('/admin/clients')).status).toBe(401);
  });

  it('never accepts logins: a token of a person names no such permission', async () => {
    const answer = await project.cli.tenant(
      project.slug,
      '/admin/oauth2/auth/requests/login?login_challenge=x',
    );
    expect(answer.status).toBe(403);
  });

  it('ends with the login', async () => {
    const { cli, slug, login } = await startProject('origin');
    const list = () => cli.tenant(slug, '/admin/clients');
    expect((await list()).status).toBe(200);
    await cli.login('/oauth2/revoke', {
      form: { client_id: 'ory-cli', token: login.tokens.stringAt('refresh_token') },
    });
    expect((await list()).status).toBe(401);
  });

  it('does not exist for the built-in project that people sign in to', async () => {
    const key = project.login.tokens.stringAt('access_token');
    expect((await project.cli.login('/admin/clients', { key })).status).toBe(404);
  });
});
