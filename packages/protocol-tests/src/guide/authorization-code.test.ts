// The second half of the guide: a client for people, the sample application, a newcomer who registers on
// the hosted pages, and the tokens in the browser and in the terminal.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPerson } from '../drivers/browser.ts';
import { CommandTerminal, type RunningCommand } from '../drivers/gatehouse-command.ts';
import { LocalApplication, publicProject } from '../drivers/local-application.ts';
import { findFreePort } from '../drivers/product.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';

let terminal: CommandTerminal;

beforeEach(() => {
  terminal = new CommandTerminal();
});

afterEach(() => terminal.stop());

interface Sample {
  readonly projectId: string;
  readonly clientId: string;
  readonly command: RunningCommand;
  /** Where its start page is, with a trailing slash. */
  readonly address: string;
  readonly application: LocalApplication;
  /** Signs a newcomer up. @returns the address that the project sends the browser back to. */
  signUp(allow?: 'deny'): Promise<string>;
}

async function startSample(...flags: readonly string[]): Promise<Sample> {
  const project = await terminal.read('create', 'project', '--name', 'Gatehouse OAuth2 Example');
  const projectId = String(project['id']);
  const client = await terminal.read(
    ...['create', 'oauth2-client', '--project', projectId],
    ...['--name', 'Authorization Code Grant with OpenID Connect Demo'],
    ...['--grant-type', 'authorization_code,refresh_token', '--response-type', 'code'],
    ...['--redirect-uri', 'http://127.0.0.1:4446/callback'],
  );
  const clientId = String(client['client_id']);
  const command = terminal.start(
    ...['perform', 'authorization-code', '--project', projectId, '--no-open'],
    ...['--client-id', clientId, '--client-secret', String(client['client_secret'])],
    ...['--port', String(await findFreePort()), ...flags],
  );
  const address = await command.reported(/in a browser: (\S+)/);
  const application = new LocalApplication(`${address}perform-flow`);
  const person = createPerson();
  const pages = publicProject(String(project['url']));
  const signUp = (allow?: 'deny') =>
    application.authorize(pages, { person, ...(allow !== undefined && { allow }) });
  return { projectId, clientId, command, address, application, signUp };
}

describe('perform authorization-code', { timeout: 120_000 }, () => {
  it('leads a newcomer to tokens that are shown in the browser and in the terminal', async () => {
    const { projectId, clientId, command, address, application, signUp } = await startSample();
    const startPage = await fetch(address);
    expect(await startPage.text()).toContain('Authorize application');
    expect(startPage.headers.get('content-security-policy')).not.toContain('unsafe');
    const callback = await application.receive(await signUp());
    const shown = await callback.text();
    expect(callback.status, shown).toBe(200);

    const { exitCode, stdout, stderr } = await command.finished;
    expect(exitCode, stderr).toBe(0);
    const [, accessToken = ''] = /^ACCESS TOKEN\t+(gh_at_\S+)\t*$/m.exec(stdout) ?? [];
    const [, refreshToken = ''] = /^REFRESH TOKEN\t+(gh_rt_\S+)\t*$/m.exec(stdout) ?? [];
    const [, idToken = ''] = /^ID TOKEN\t+(ey\S+\.\S+\.\S+)\t*$/m.exec(stdout) ?? [];
    expect(stdout).toMatch(/^EXPIRY\t+\d{4}-\d\d-\d\d /m);
    expect(stderr).toContain(`registered: ${address}callback`);
    for (const token of [accessToken, refreshToken, idToken]) {
      expect(token).not.toBe('');
      expect(shown).toContain(token);
    }

    const introspected = await terminal.read(
      ...['introspect', 'token', accessToken, '--project', projectId],
    );
    expect(introspected).toMatchObject({
      active: true,
      client_id: clientId,
      scope: 'offline openid',
      token_use: 'access_token',
    });
  });

  it('prints a document with all three tokens where one is asked for', async () => {
    const { command, application, signUp } = await startSample('--format', 'json');
    await application.receive(await signUp());
    const { stdout } = await command.finished;
    expect(JSON.parse(stdout)).toMatchObject({
      access_token: expect.stringMatching(/^gh_at_/),
      refresh_token: expect.stringMatching(/^gh_rt_/),
      id_token: expect.stringMatching(/^ey/),
    });
  });

  it('shows a denied consent as a page and on standard error, and fails', async () => {
    const { command, application, signUp } = await startSample();
    const callback = await application.receive(await signUp('deny'));
    expect(callback.status).toBe(400);
    expect(await callback.text()).toContain('access_denied');
    const { exitCode, stdout, stderr } = await command.finished;
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('access_denied');
    expect(stderr).toContain('gatehouse list traces');
  });

  it('attack 124: uses no code that another browser brings, and goes on', async () => {
    const { command, application, signUp } = await startSample();
    const answer = await signUp();
    expect((await fetch(answer)).status).toBe(400);
    expect((await application.receive(answer)).status).toBe(200);
    expect((await command.finished).exitCode).toBe(0);
  });
});

describe('auth', { timeout: 120_000 }, () => {
  it('signs a newcomer in at the console project, and out again', async () => {
    const person = createPerson();
    const command = terminal.start('auth', '--no-open');
    const application = new LocalApplication(await command.reported(/in a browser: (\S+)/));
    const pages = publicProject(`${runningProduct().url}/p/console`);
    const signedIn = await application.receive(await application.authorize(pages, { person }));
    expect(await signedIn.text()).toContain(person.email);
    const { exitCode, stdout, stderr } = await command.finished;
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(new RegExp(`^EMAIL\\t+${person.email}\\t*$`, 'm'));

    expect(await terminal.read('list', 'workspaces')).toEqual([]);
    const workspace = await terminal.read('create', 'workspace', '--name', 'Mine');
    const project = await terminal.read(
      ...['create', 'project', '--name', 'Mine', '--workspace', String(workspace['id'])],
    );
    const client = await terminal.read(
      ...['create', 'oauth2-client', '--name', 'Mine', '--project', String(project['id'])],
    );
    expect(client['client_id']).toEqual(expect.any(String));

    const signIn = terminal.readSignIn();
    const out = await terminal.run('auth', 'logout');
    expect(out.exitCode, out.stderr).toBe(0);
    const refused = await managementApi().call('/workspaces', { key: signIn.accessToken });
    expect(refused.status).toBe(401);
    const form = { grant_type: 'refresh_token', refresh_token: signIn.refreshToken };
    const renewal = await pages.token({ form: { ...form, client_id: 'ory-cli' } });
    expect(renewal.json()).toMatchObject({ error: 'invalid_grant' });
    // Now it is the key of the local start again, which reaches the workspace of that alone.
    expect(await terminal.read('list', 'workspaces')).toMatchObject([{ name: 'local' }]);
  });
});
