// The guide, command by command, against recorded requests: what is sent where, with which key, and what is
// printed. The guide against a running Gatehouse is tested with the protocol tests.

import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { access, client, projectAt, projectId, workspaceId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const key = 'gh_wak_local';
const slug = 'calm-lantern-1a2b';
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  await mkdir(join(terminal.home, 'data'));
  const path = join(terminal.home, 'data', 'cli.json');
  const start = { url: server.url, workspace_id: workspaceId, api_key: key };
  await writeFile(path, JSON.stringify(start));
  await chmod(path, 0o600);
  server.answers['POST /api/projects'] = { status: 201, body: projectAt(server.url) };
  server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
  server.answers[`POST /api/projects/${projectId}/access`] = { status: 201, body: access };
  server.answers[`POST /p/${slug}/admin/clients`] = { status: 201, body: client };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

function sent(): string[] {
  return server.requests.map(({ method, target }) => `${method} ${target}`);
}

describe('create project', () => {
  const create = () => terminal.run('create', 'project', '--name', 'Gatehouse OAuth2 Example');

  it('asks for a development project in the local workspace, with the key of the local start', async () => {
    await create();
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe(`Bearer ${key}`);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      name: 'Gatehouse OAuth2 Example',
      environment: 'dev',
      workspace_id: workspaceId,
    });
  });

  it('prints the project in lines as Ory does, and the message beside the result', async () => {
    const { exitCode, stdout, stderr } = await create();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'Project created successfully!\n',
    });
    expect(stdout).toBe(
      [
        `ID\t\t${projectId}\t`,
        'NAME\t\tGatehouse OAuth2 Example\t\t',
        'ENVIRONMENT\tdev\t\t\t\t\t',
        `WORKSPACE\t${workspaceId}\t`,
        `SLUG\t\t${slug}\t\t\t`,
        'STATE\t\trunning\t\t\t\t\t',
        '',
      ].join('\n'),
    );
  });

  it('prints the id and nothing else when it is quiet', async () => {
    const result = await terminal.run('create', 'project', '--name', 'x', '--quiet');
    expect(result).toEqual({ exitCode: 0, stdout: `${projectId}\n`, stderr: '' });
  });

  it('selects the first project, so that an empty --project means it', async () => {
    await create();
    const result = await terminal.run('create', 'client', '--project', '', '--name', 'Demo');
    expect(result.exitCode).toBe(0);
    expect(sent().at(-1)).toBe(`POST /p/${slug}/admin/clients`);
  });

  it('leaves the selection alone where it is still there', async () => {
    await create();
    const other = '0197f4a0-0000-7000-8000-000000000002';
    server.answers['POST /api/projects'] = { status: 201, body: projectAt(server.url, other, 'b') };
    await create();
    expect((await terminal.run('use', 'project')).stdout).toBe(`ID\t${projectId}\t\n`);
  });

  it('selects the new project where the selected one is gone', async () => {
    await create();
    const other = '0197f4a0-0000-7000-8000-000000000002';
    server.answers['POST /api/projects'] = { status: 201, body: projectAt(server.url, other, 'b') };
    delete server.answers[`GET /api/projects/${projectId}`];
    await create();
    expect((await terminal.run('use', 'project')).stdout).toBe(`ID\t${other}\t\n`);
  });

  it('asks for the name where none is given, and says so where nobody can answer', async () => {
    terminal.input.push('', '  Asked for  ');
    const asked = await terminal.run('create', 'project');
    expect(asked.stderr).toContain('Enter a name for your project: ');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ name: 'Asked for' });
    const silent = await terminal.run('create', 'project');
    expect(silent.exitCode).toBe(1);
    expect(silent.stderr).toContain('--name');
  });
});

describe('create oauth2-client', () => {
  const create = (...flags: string[]) =>
    terminal.run('create', 'oauth2-client', '--project', projectId, ...flags);

  it('sends every member, empty ones included, as Ory does', async () => {
    await create('--name', 'Client Credentials Demo', '--grant-type', 'client_credentials');
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
      access_token_strategy: '',
      allowed_cors_origins: [],
      audience: [],
      backchannel_logout_session_required: false,
      backchannel_logout_uri: '',
      client_id: '',
      client_name: 'Client Credentials Demo',
      client_secret: '',
      client_uri: '',
      contacts: [],
      frontchannel_logout_session_required: false,
      frontchannel_logout_uri: '',
      grant_types: ['client_credentials'],
      jwks_uri: '',
      logo_uri: '',
      metadata: {},
      owner: '',
      policy_uri: '',
      post_logout_redirect_uris: [],
      redirect_uris: [],
      request_object_signing_alg: 'RS256',
      request_uris: [],
      response_types: ['code'],
      scope: '',
      sector_identifier_uri: '',
      skip_consent: false,
      skip_logout_consent: false,
      subject_type: 'public',
      token_endpoint_auth_method: 'client_secret_basic',
      tos_uri: '',
    });
  });

  it('exchanges the workspace key for one of the project, and never shows the project the first', async () => {
    await create();
    expect(sent()).toEqual([
      `GET /api/projects/${projectId}`,
      `POST /api/projects/${projectId}/access`,
      `POST /p/${slug}/admin/clients`,
    ]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${key}`,
      `Bearer ${key}`,
      `Bearer ${access.access_token}`,
    ]);
  });

  it('uses the exchanged key again until a minute before its end', async () => {
    await create();
    terminal.clock += 13 * 60_000;
    await create();
    expect(sent().filter((line) => line.endsWith('/access'))).toHaveLength(1);
    terminal.clock += 90_000;
    await create();
    expect(sent().filter((line) => line.endsWith('/access'))).toHaveLength(2);
  });

  it('keeps the exchanged key where only its owner can read it', async () => {
    await create();
    const path = join(terminal.home, '.gatehouse', 'config.json');
    expect(await readFile(path, 'utf8')).toContain(access.access_token);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('never uses the exchanged key for another address of the project, or for another key', async () => {
    await create();
    const moved = { ...projectAt(server.url), url: `${server.url}/p/moved` };
    server.answers[`GET /api/projects/${projectId}`] = { body: moved };
    server.answers['POST /p/moved/admin/clients'] = { status: 201, body: client };
    await create();
    terminal.environment['GATEHOUSE_URL'] = server.url;
    terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_another';
    await create();
    expect(sent().filter((line) => line.endsWith('/access'))).toHaveLength(3);
  });

  it('exchanges again where a kept key is no longer accepted', async () => {
    await create();
    const refused = { status: 401, body: { error: 'invalid_token' } };
    server.answers[`POST /p/${slug}/admin/clients`] = [refused, { status: 201, body: client }];
    expect((await create()).exitCode).toBe(0);
    expect(sent().filter((line) => line.endsWith('/access'))).toHaveLength(2);
  });

  it('works where the configuration file cannot be written', async () => {
    await writeFile(join(terminal.home, '.gatehouse'), 'in the way');
    expect((await create()).exitCode).toBe(0);
  });

  it('prints the secret that the answer shows once', async () => {
    const { stdout } = await create();
    expect(stdout).toContain('CLIENT SECRET\tgh_cs_shown-once\t');
    expect((await create('--format', 'jsonpath=client_secret')).stdout).toBe(
      '"gh_cs_shown-once"\n',
    );
  });

  it('sends nothing at all to a project address over plain http on another machine', async () => {
    const moved = { ...projectAt(server.url), url: 'http://id.example.com/p/x' };
    server.answers[`GET /api/projects/${projectId}`] = { body: moved };
    const { exitCode, stderr } = await create();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not encrypted');
  });
});

describe('perform client-credentials', () => {
  const perform = (...flags: string[]) =>
    terminal.run(
      ...['perform', 'client-credentials', '--client-id=demo', '--client-secret=s:e+c'],
      ...['--project', projectId, ...flags],
    );
  const token = { access_token: 'gh_at_x', token_type: 'bearer', expires_in: 3600, scope: '' };

  it('authenticates by HTTP Basic, form-encoded, and sends no empty parameter', async () => {
    server.answers[`POST /p/${slug}/oauth2/token`] = { body: token };
    await perform();
    const request = server.requests.at(-1);
    expect(request?.headers.authorization).toBe(
      `Basic ${Buffer.from('demo:s%3Ae%2Bc').toString('base64')}`,
    );
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request?.body).toBe('grant_type=client_credentials');
  });

  it('sends scope and audience joined by spaces', async () => {
    server.answers[`POST /p/${slug}/oauth2/token`] = { body: token };
    await perform('--scope', 'a,b', '--audience', 'https://api.example.com');
    expect(Object.fromEntries(new URLSearchParams(server.requests.at(-1)?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'a b',
      audience: 'https://api.example.com',
    });
  });

  it('prints the token in lines as Ory does', async () => {
    server.answers[`POST /p/${slug}/oauth2/token`] = { body: token };
    const { stdout } = await perform();
    expect(stdout).toMatch(
      /^ACCESS TOKEN\tgh_at_x\t+\nREFRESH TOKEN\t<empty>\t+\nID TOKEN\t<empty>\t+\nEXPIRY\t\t\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} \S+\t\n$/,
    );
    expect(JSON.parse((await perform('--format', 'json')).stdout)).toEqual({
      access_token: 'gh_at_x',
      token_type: 'bearer',
      expiry: '2026-11-24T09:00:00.000Z',
      expires_in: 3600,
    });
  });

  it('takes id and secret from the environment, and names both where they are missing', async () => {
    const command = ['perform', 'client-credentials', '--project', projectId];
    const missing = await terminal.run(...command, '--client-id=', '--client-secret=');
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain('OAUTH2_CLIENT_ID and OAUTH2_CLIENT_SECRET');
    server.answers[`POST /p/${slug}/oauth2/token`] = { body: token };
    terminal.environment['OAUTH2_CLIENT_ID'] = 'demo';
    terminal.environment['OAUTH2_CLIENT_SECRET'] = 'secret';
    expect((await terminal.run(...command)).exitCode).toBe(0);
  });

  it('explains a refusal: the body, why, and the command that shows the trace; never the secret', async () => {
    const traceId = '019ab000-0000-7000-8000-000000000001';
    server.answers[`POST /p/${slug}/oauth2/token`] = {
      status: 401,
      headers: { 'gatehouse-trace-id': traceId },
      body: { error: 'invalid_client', error_description: 'Client authentication failed.' },
    };
    server.answers[`GET /p/${slug}/admin/clients/demo`] = {
      body: { ...client, token_endpoint_auth_method: 'client_secret_basic' },
    };
    const { exitCode, stdout, stderr } = await perform();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('"error": "invalid_client"');
    expect(stderr).toContain('Failed to execute API request, see error above.');
    expect(stderr).toContain('the secret is not its secret');
    expect(stderr).toContain(`npx gatehouse get trace ${traceId} --project ${slug}`);
    expect(stderr).not.toContain('s:e+c');
  });

  it('says so where the project has no such client', async () => {
    const body = { error: 'invalid_client' };
    server.answers[`POST /p/${slug}/oauth2/token`] = { status: 401, body };
    const { stderr } = await perform();
    expect(stderr).toContain(`Project ${slug} has no client of that id.`);
  });

  it('sends the secret in the body to a client that is registered for that', async () => {
    const refused = { status: 401, body: { error: 'invalid_client' } };
    server.answers[`POST /p/${slug}/oauth2/token`] = [refused, { body: token }];
    server.answers[`GET /p/${slug}/admin/clients/demo`] = {
      body: { ...client, token_endpoint_auth_method: 'client_secret_post' },
    };
    expect((await perform()).exitCode).toBe(0);
    const request = server.requests.at(-1);
    expect(request?.headers.authorization).toBeUndefined();
    expect(new URLSearchParams(request?.body).get('client_secret')).toBe('s:e+c');
  });
});

describe('introspect token', () => {
  it('sends the token in the body and prints what it says', async () => {
    server.answers[`POST /p/${slug}/admin/oauth2/introspect`] = {
      body: {
        active: true,
        sub: 'demo',
        client_id: 'demo',
        scope: 'a b',
        exp: 1795507200,
        token_use: 'access_token',
      },
    };
    const { stdout } = await terminal.run('introspect', 'token', 'gh_at_x', '--project', projectId);
    expect(server.requests.at(-1)?.body).toBe('token=gh_at_x');
    expect(stdout).toMatch(
      /^ACTIVE\t\ttrue\t+\nSUBJECT\t\tdemo\t+\nCLIENT ID\tdemo\t+\nSCOPE\t\ta b\t+\nEXPIRY\t\t2026-11-2\d \d\d:\d\d:\d\d [+-]\d{4} \S+\t\nTOKEN USE\taccess_token\t+\n$/,
    );
  });

  it('prints a token that is not active, with the expiry that Ory prints', async () => {
    server.answers[`POST /p/${slug}/admin/oauth2/introspect`] = { body: { active: false } };
    const { exitCode, stdout } = await terminal.run(
      ...['introspect', 'token', 'x', '--project', projectId],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ACTIVE\t\tfalse\t+\n/);
    expect(stdout).toMatch(/EXPIRY\t\t19(70-01-01|69-12-31) /);
  });

  it('says what is missing where the variable that held the token is empty', async () => {
    const { exitCode, stderr } = await terminal.run('introspect', 'token', '--project', projectId);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("missing required argument 'token'");
  });
});

describe('revoke token', () => {
  it('authenticates the client and prints the token that is dead now', async () => {
    server.answers[`POST /p/${slug}/oauth2/revoke`] = { status: 200 };
    const { exitCode, stdout } = await terminal.run(
      ...['revoke', 'token', 'gh_at_x', '--client-id', 'demo', '--client-secret', 's'],
      ...['--project', projectId, '-q'],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'gh_at_x\n' });
    expect(server.requests.at(-1)?.body).toBe('token=gh_at_x');
  });
});
