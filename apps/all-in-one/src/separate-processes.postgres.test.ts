// What docker/ deploys, without the containers: the same commands, each app in a process of its own, in host
// mode, on a database that was brought up to date by a command of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApiKey } from '@gatehouse/administration';
import { createRandom, parseKeyring } from '@gatehouse/keys';
import { openInstallation } from '@gatehouse/project-runtime';
import { parseWorkspaceId, permissions } from '@gatehouse/protocol';
import { createInternalFetch } from '@gatehouse/runtime';
import { buildSettings, runProgram, type Settings, serveApp } from '@gatehouse/testkit/processes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHome, removeHome } from '../test/started-product.ts';
import { type OpenPostgres, openPostgres } from './database/open-postgres.ts';
import { operator } from './seed/operator.ts';

const migrateProgram = 'apps/all-in-one/dist/migrate/main.js';
const workspaceId = '7e570000-0000-4000-8000-000000000001';
const management = 'http://api.console.localhost';

describe('an installation in separate processes', { timeout: 180_000 }, () => {
  let home: string;
  let database: OpenPostgres;
  let settings: Settings;
  let image: string;
  const running: Record<string, Awaited<ReturnType<typeof serve>>> = {};

  const at = (name: string) => {
    const found = running[name];
    if (found === undefined) throw new Error(`${name} is not running.`);
    return found;
  };

  beforeAll(async () => {
    home = createHome();
    // A server that keeps what it acknowledged: no process of ours serves on another.
    database = await openPostgres({ GATEHOUSE_HOME: home }, () => {});
    settings = buildSettings(database);
    image = path.join(mkdtempSync(path.join(tmpdir(), 'gatehouse-image-')), 'files');
  }, 60_000);

  afterAll(async () => {
    await Promise.all(Object.values(running).map((each) => each.stop()));
    await database.stop();
    removeHome(home);
    rmSync(path.dirname(image), { recursive: true, force: true });
  });

  it('is migrated by one of two commands that run at once, and a third finds nothing to do', async () => {
    const both = await Promise.all([1, 2].map(() => runProgram(migrateProgram, [], settings)));
    expect(both.map(({ code, output }) => ({ code, output: code === 0 ? '' : output }))).toEqual([
      { code: 0, output: '' },
      { code: 0, output: '' },
    ]);
    expect(both.map(({ output }) => output).join('')).toContain('Migrating the database: ');
    const again = await runProgram(migrateProgram, [], settings);
    expect(again).toEqual({ code: 0, output: 'The database was up to date.\n' });
  });

  it('says in one sentence what a migration lacks', async () => {
    const { DATABASE_DIRECT_URL: _, ...lacking } = settings;
    expect(await runProgram(migrateProgram, [], lacking)).toEqual({
      code: 1,
      output: 'Set DATABASE_DIRECT_URL.\n',
    });
  });

  it('starts from the files of an image, and each process with no more secrets than it needs', async () => {
    const assembled = await runProgram('packages/tooling/release/assemble-app.mjs', [
      'project-api',
      image,
    ]);
    expect(assembled).toEqual({ code: 0, output: '' });
    const { GATEHOUSE_CONSOLE_KEY: consoleKey = '', DATABASE_DIRECT_URL: _, ...serving } = settings;
    const { HOST = '', GATEHOUSE_ORIGIN = '', GATEHOUSE_PROJECTS_DOMAIN = '' } = settings;
    const addressing = { HOST, GATEHOUSE_ORIGIN, GATEHOUSE_PROJECTS_DOMAIN };
    [running['first'], running['second'], running['control-plane']] = await Promise.all([
      serve('project-api', serving, image),
      serve('project-api', serving),
      serve('control-plane', serving),
    ]);
    const inner = { ...addressing, GATEHOUSE_PROJECT_API_URL: at('second').origin };
    [running['pages'], running['console']] = await Promise.all([
      serve('account-experience', inner),
      serve('console', {
        ...inner,
        GATEHOUSE_CONTROL_PLANE_URL: at('control-plane').origin,
        GATEHOUSE_CONSOLE_KEY: consoleKey,
      }),
    ]);
  });

  let projectUrl: string;

  it('lets a token be issued by one process and be dead in the other as soon as it is revoked', async () => {
    const key = await makeWorkspaceKey(settings);
    const asWorkspace = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const project = await readJson(
      at('control-plane').fetch(`${management}/projects`, {
        method: 'POST',
        headers: asWorkspace,
        body: JSON.stringify({ name: 'Apart', environment: 'dev', workspace_id: workspaceId }),
      }),
    );
    projectUrl = `http://${project['slug']}.projects.apis.localhost`;
    const access = await readJson(
      at('control-plane').fetch(`${management}/projects/${project['id']}/access`, {
        method: 'POST',
        headers: asWorkspace,
      }),
    );
    const client = await readJson(
      at('first').fetch(`${projectUrl}/admin/clients`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${access['access_token']}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ grant_types: ['client_credentials'] }),
      }),
    );
    const basic = Buffer.from(`${client['client_id']}:${client['client_secret']}`).toString(
      'base64',
    );
    const post = (name: string, endpoint: string, form: Readonly<Record<string, string>>) =>
      at(name).fetch(`${projectUrl}${endpoint}`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams(form),
      });
    const issued = await readJson(
      post('first', '/oauth2/token', { grant_type: 'client_credentials' }),
    );
    const token = issued['access_token'] ?? '';
    const introspect = (name: string) => readJson(post(name, '/oauth2/introspect', { token }));
    expect(await introspect('second')).toMatchObject({ active: true });
    expect((await post('first', '/oauth2/revoke', { token })).status).toBe(200);
    expect(await introspect('second')).toEqual({ active: false });
    expect(await introspect('first')).toEqual({ active: false });
  });

  it('shows a hosted page of one process over a flow of another', async () => {
    const begun = await at('first').fetch(`${projectUrl}/self-service/login/browser`);
    const address = begun.headers.get('location') ?? '';
    expect(address).toMatch(new RegExp(`^${projectUrl}/login\\?flow=`));
    const cookie = begun.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const page = await at('pages').fetch(address, { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="csrf_token"');
  });

  it('sends a person from the console to the console’s own project to sign in', async () => {
    const begun = await at('console').fetch('http://console.localhost/sign-in');
    expect(begun.status).toBe(303);
    const address = new URL(begun.headers.get('location') ?? '');
    expect(address.origin).toBe('http://project.console.localhost');
    expect(address.searchParams.get('client_id')).toBe('console');
    const login = await at('first').fetch(address);
    expect(login.headers.get('location')).toMatch(/^http:\/\/project\.console\.localhost\//);
  });

  it('stops in order on SIGTERM, process by process', async () => {
    for (const name of Object.keys(running)) {
      expect({ name, code: await at(name).stop() }).toEqual({ name, code: 0 });
      delete running[name];
    }
  });
});

/** An app, and requests for public URLs of the installation that are sent to this very process. */
async function serve(app: string, environment: Settings, folder?: string) {
  const serving = await serveApp(app, environment, folder);
  return { ...serving, fetch: createInternalFetch({ origin: serving.origin }) };
}

async function readJson(answer: Promise<Response>): Promise<Record<string, string>> {
  const response = await answer;
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${body}`);
  return JSON.parse(body);
}

/** As the operator of the host: an installation of one's own has no workspace before somebody signs up. */
async function makeWorkspaceKey(settings: Settings): Promise<string> {
  const closing: (() => unknown)[] = [];
  const installation = await openInstallation({
    addressing: {
      mode: 'host',
      consoleOrigin: 'http://console.localhost',
      projectsDomain: 'apis.localhost',
    },
    keyring: parseKeyring(settings['GATEHOUSE_KEYRING']),
    random: createRandom(),
    postgres: {
      appUrl: settings['DATABASE_URL'] ?? '',
      hotUrl: settings['DATABASE_HOT_URL'] ?? '',
      directUrl: settings['DATABASE_DIRECT_URL'] ?? '',
    },
    onOpened: (_, close) => closing.unshift(close),
  });
  const id = parseWorkspaceId(workspaceId);
  if (id === undefined) throw new Error('The id of the workspace is malformed.');
  const by = { actor: operator, requestId: 'test' };
  await installation.store.createWorkspace({
    workspaceId: id,
    name: 'Apart',
    owner: undefined,
    audit: {
      ...by,
      action: 'workspace.created',
      targetType: 'workspace',
      targetId: id,
      changes: {},
    },
  });
  const { value } = await createApiKey(installation, {
    owner: { kind: 'workspace', workspaceId: id },
    by: { ...by, permissions: new Set(permissions) },
    name: 'Test',
    scopes: permissions,
  });
  for (const close of closing) await close();
  return value;
}
