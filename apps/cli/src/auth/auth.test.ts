// Signing in and out against recorded requests, with the test as the browser. Against a running Gatehouse
// it is tested with the protocol tests.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { access, client, projectAt, projectId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const identityId = '0197f4a0-0000-7000-8000-0000000000cc';
const noWorkspaces = { workspaces: [], has_next_page: false, next_page_token: '' };
let server: RecordingServer;
let terminal: TestTerminal;
let asked: URLSearchParams;

function tokens(number: number): object {
  return {
    access_token: `gh_at_${number}`,
    refresh_token: `gh_rt_${number}`,
    token_type: 'bearer',
    expires_in: 3600,
  };
}

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  const issuer = `${server.url}/p/console`;
  server.answers['GET /p/console/.well-known/openid-configuration'] = {
    body: {
      issuer,
      authorization_endpoint: `${issuer}/oauth2/auth`,
      token_endpoint: `${issuer}/oauth2/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      revocation_endpoint: `${issuer}/oauth2/revoke`,
    },
  };
  server.answers['POST /p/console/oauth2/token'] = { body: tokens(1) };
  server.answers['GET /p/console/userinfo'] = {
    body: { sub: identityId, email: 'ada@example.com', name: 'Ada' },
  };
  server.answers['GET /api/workspaces'] = { body: noWorkspaces };
  server.answers['POST /p/console/oauth2/revoke'] = { status: 200 };
  terminal.browse = (address) => void comeBack(address, { code: 'gh_ac_1' });
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

async function comeBack(address: string, members: Record<string, string>): Promise<void> {
  const begun = await fetch(address, { redirect: 'manual' });
  asked = new URL(begun.headers.get('location') ?? '').searchParams;
  const iss = `${server.url}/p/console`;
  const query = new URLSearchParams({ state: asked.get('state') ?? '', iss, ...members });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  await fetch(`${asked.get('redirect_uri')}?${query}`, { headers: { cookie } });
}

function sentTo(target: string) {
  return server.requests.filter((request) => request.target === target);
}

function configPath(): string {
  return join(terminal.home, '.gatehouse', 'config.json');
}

describe('auth', () => {
  it('asks for the scopes and the audience of the management API, as the public client', async () => {
    await terminal.run('auth');
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'ory-cli',
      response_type: 'code',
      scope: 'offline_access email profile',
      audience: `${server.url}/api`,
      prompt: 'login consent',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
    });
    const [redeemed] = sentTo('/p/console/oauth2/token');
    expect(redeemed?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(redeemed?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'ory-cli',
      code: 'gh_ac_1',
      redirect_uri: asked.get('redirect_uri'),
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('prints the columns that Ory prints, and no token', async () => {
    const { exitCode, stdout, stderr } = await terminal.run('auth');
    expect(exitCode, stderr).toBe(0);
    expect(stdout.split('\n').map((line) => line.replace(/\t+/g, '|'))).toEqual([
      `ID|${identityId}|`,
      'EMAIL|ada@example.com|',
      'SELECTED PROJECT|<none>|',
      'SELECTED WORKSPACE|<none>|',
      '',
    ]);
    expect(stdout + stderr).not.toContain('gh_');
  });

  it('keeps the tokens in a file that its owner alone can read', async () => {
    await terminal.run('auth');
    expect((await stat(configPath())).mode & 0o777).toBe(0o600);
    expect(await readFile(configPath(), 'utf8')).toContain('gh_rt_1');
  });

  it('keeps nothing where the sign-in was refused', async () => {
    terminal.browse = (address) => void comeBack(address, { error: 'access_denied' });
    const { exitCode, stderr } = await terminal.run('auth');
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('access_denied'),
    });
    await expect(stat(configPath())).rejects.toThrow();
  });

  it('says so where a key of the environment goes before it', async () => {
    terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_mine';
    expect((await terminal.run('auth')).stderr).toContain('GATEHOUSE_WORKSPACE_API_KEY is set');
    await terminal.run('list', 'workspaces');
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer gh_wak_mine');
  });
});

describe('a member who is signed in', () => {
  beforeEach(async () => {
    await terminal.run('auth');
  });

  it('speaks to the management API by the access token', async () => {
    await terminal.run('list', 'workspaces');
    expect(sentTo('/p/console/oauth2/token')).toHaveLength(1);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer gh_at_1');
  });

  it('reaches a project through a key of that project, never by the token itself', async () => {
    const admin = '/p/calm-lantern-1a2b/admin/clients';
    server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
    server.answers[`POST /api/projects/${projectId}/access`] = { status: 201, body: access };
    server.answers[`POST ${admin}`] = { status: 201, body: client };
    await terminal.run('create', 'client', '--project', projectId, '--name', 'Demo');
    const [exchanged] = sentTo(`/api/projects/${projectId}/access`);
    expect(exchanged?.headers.authorization).toBe('Bearer gh_at_1');
    expect(sentTo(admin)[0]?.headers.authorization).toBe('Bearer gh_pak_short-lived');
  });

  it('gets new tokens when the old ones have ended, and keeps them', async () => {
    terminal.clock += 3600_000;
    server.answers['POST /p/console/oauth2/token'] = { body: tokens(2) };
    await terminal.run('list', 'workspaces');
    const renewal = sentTo('/p/console/oauth2/token').at(-1);
    expect(Object.fromEntries(new URLSearchParams(renewal?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'gh_rt_1',
      client_id: 'ory-cli',
    });
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer gh_at_2');
    expect(await readFile(configPath(), 'utf8')).not.toContain('gh_rt_1');
  });

  it('is told to sign in again where the refresh token counts no more', async () => {
    terminal.clock += 3600_000;
    const refused = { status: 400, body: { error: 'invalid_grant' } };
    server.answers['POST /p/console/oauth2/token'] = refused;
    expect(await terminal.run('list', 'workspaces')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `Your sign-in at ${server.url} has ended. Sign in again: gatehouse auth\n`,
    });
  });

  it('is nobody at another installation', async () => {
    const other = await startRecordingServer();
    terminal.environment['GATEHOUSE_URL'] = other.url;
    other.answers['GET /health/alive'] = { body: { status: 'ok' } };
    expect((await terminal.run('list', 'workspaces')).stderr).toContain('There is no key for');
    expect(other.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    await other.stop();
  });
});

describe('auth logout', () => {
  beforeEach(async () => {
    await terminal.run('auth');
  });

  it('gives the refresh token back and forgets it', async () => {
    const { exitCode, stderr } = await terminal.run('auth', 'logout');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `You are signed out of ${server.url}.\n`,
    });
    const [revoked] = sentTo('/p/console/oauth2/revoke');
    expect(Object.fromEntries(new URLSearchParams(revoked?.body))).toEqual({
      token: 'gh_rt_1',
      token_type_hint: 'refresh_token',
      client_id: 'ory-cli',
    });
    expect(await readFile(configPath(), 'utf8')).not.toContain('gh_');
  });

  it('forgets it where the installation does not answer, and says that the tokens still count', async () => {
    server.answers['POST /p/console/oauth2/revoke'] = { status: 503, body: {} };
    const { exitCode, stderr } = await terminal.run('auth', 'logout');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('signed out here, but the tokens still count');
    expect(await readFile(configPath(), 'utf8')).not.toContain('gh_');
  });

  it('is no failure where nobody is signed in', async () => {
    await terminal.run('auth', 'logout');
    const { exitCode, stderr } = await terminal.run('auth', 'logout');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `Nobody is signed in at ${server.url}.\n`,
    });
  });
});
