import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createHome,
  findFreePort,
  removeHome,
  type StartedProduct,
  startProduct,
} from '../test/started-product.ts';

const ready = 'Gatehouse is ready';
const startMilliseconds = 120_000;

describe('the product, started as an operator starts it', { timeout: startMilliseconds }, () => {
  let home: string;
  let port: number;
  let url: string;
  let running: StartedProduct;

  beforeAll(async () => {
    home = createHome();
    port = await findFreePort();
    url = `http://localhost:${port}`;
  });

  afterAll(async () => {
    running.process.kill('SIGTERM');
    await running.exitCode;
    removeHome(home);
  });

  const start = (change: Readonly<Record<string, string>> = {}) =>
    startProduct({ GATEHOUSE_HOME: home, PORT: String(port), ...change });

  const readCliFile = (): Record<string, string> =>
    JSON.parse(readFileSync(path.join(home, 'cli.json'), 'utf8'));

  const listProjects = async (key: string) =>
    (await fetch(`${url}/api/projects`, { headers: { authorization: `Bearer ${key}` } })).status;

  async function createProject(): Promise<string> {
    const { workspace_id: workspaceId, api_key: key } = readCliFile();
    const response = await fetch(`${url}/api/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Kept', environment: 'dev', workspace_id: workspaceId }),
    });
    const project = (await response.json()) as { slug: string };
    return `${url}/p/${project.slug}/.well-known/jwks.json`;
  }

  let project: string;
  let firstKey: string;

  it('makes its data, says where it is, and leaves a key that works for the command line', async () => {
    running = start();
    await running.until(ready);
    expect(running.output()).toContain(`${ready}: ${url}\n`);
    expect(running.output()).toContain(`${url}/api/docs`);
    expect((await fetch(`${url}/health/alive`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    for (const name of ['cli.json', 'keyring']) {
      expect(statSync(path.join(home, name)).mode & 0o777, name).toBe(0o600);
    }
    expect(readCliFile()['url']).toBe(url);
    firstKey = readCliFile()['api_key'] ?? '';
    expect(await listProjects(firstKey)).toBe(200);
    project = await createProject();
    expect((await fetch(project)).status).toBe(200);
    expect(running.output()).not.toContain(firstKey);
  });

  it('refuses a second start on its port, and on its data, in one sentence and with 1', async () => {
    const otherHome = createHome();
    const samePort = start({ GATEHOUSE_HOME: otherHome });
    expect(await samePort.exitCode).toBe(1);
    removeHome(otherHome);
    expect(samePort.output()).toMatch(new RegExp(`^Port ${port} is already taken: [^\n]+\n$`));
    const sameData = start({ PORT: String(await findFreePort()) });
    expect(await sameData.exitCode).toBe(1);
    expect(sameData.output()).toMatch(/already runs with the data folder/);
    expect(await listProjects(firstKey)).toBe(200);
  });

  it('attack 90: takes nothing that a header says about hosts for true', async () => {
    const response = await fetch(project.replace('jwks.json', 'openid-configuration'), {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    const metadata = (await response.json()) as { issuer: string };
    expect(metadata.issuer).toMatch(new RegExp(`^${url}/p/`));
  });

  it('stops on SIGINT with 0 and is as it was after the next start, with a new key', async () => {
    running.process.kill('SIGINT');
    expect(await running.exitCode).toBe(0);
    running = start();
    await running.until(ready);
    expect(running.output()).not.toContain('Migrating');
    expect((await fetch(project)).status).toBe(200);
    expect(await listProjects(firstKey)).toBe(401);
    expect(await listProjects(readCliFile()['api_key'] ?? '')).toBe(200);
  });

  it('is as it was after kill -9, though its PostgreSQL survived', async () => {
    running.process.kill('SIGKILL');
    expect(await running.exitCode).toBe(null);
    running = start();
    await running.until(ready);
    expect((await fetch(project)).status).toBe(200);
    expect(await listProjects(readCliFile()['api_key'] ?? '')).toBe(200);
  });

  it('ends cleanly when it is stopped before it is ready', async () => {
    running.process.kill('SIGTERM');
    await running.exitCode;
    const hasty = start();
    await hasty.until('Starting PostgreSQL');
    hasty.process.kill('SIGTERM');
    expect(await hasty.exitCode).toBe(0);
    running = start();
    await running.until(ready);
    expect((await fetch(project)).status).toBe(200);
  });

  it('attack 120: does not start without the keyring that its data was sealed with, or with a weak one', async () => {
    running.process.kill('SIGTERM');
    await running.exitCode;
    const file = path.join(home, 'keyring');
    const kept = readFileSync(file);
    for (const weak of ['k1:c2hvcnQ', `k1:${'A'.repeat(43)}`, '']) {
      writeFileSync(file, weak);
      const refused = start();
      expect(await refused.exitCode, weak).toBe(1);
      expect(refused.output()).toMatch(/^[^\n]*GATEHOUSE_KEYRING[^\n]+\n$/);
    }
    writeFileSync(file, kept);
    running = start();
    await running.until(ready);
  });
});

describe('a start that cannot succeed', () => {
  const refuse = async (environment: Readonly<Record<string, string>>) => {
    const home = createHome();
    const product = startProduct({ GATEHOUSE_HOME: home, ...environment });
    const code = await product.exitCode;
    removeHome(home);
    expect(code).toBe(1);
    expect(product.output().trimEnd().split('\n')).toHaveLength(1);
    return product.output();
  };

  it.each([
    ['a port that is none', { PORT: '80x' }, /^PORT is wrong/],
    ['a port of nobody', { PORT: '0' }, /^PORT is wrong/],
    ['a level that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL is wrong/],
    ['an origin with a path', { GATEHOUSE_ORIGIN: 'https://a.example/x' }, /^GATEHOUSE_ORIGIN/],
    ['a shared origin', { GATEHOUSE_ORIGIN: 'https://a.example' }, /GATEHOUSE_SHARED_ORIGIN/],
    ['an open interface', { HOST: '0.0.0.0' }, /GATEHOUSE_SHARED_ORIGIN/],
    ['half a database', { DATABASE_URL: 'postgresql://a@b/c' }, /DATABASE_HOT_URL/],
    ['a folder that takes nothing', { GATEHOUSE_HOME: '/proc/none' }, /cannot be written to/],
  ])('says in one sentence what is wrong with %s', async (_what, environment, sentence) => {
    expect(await refuse(environment)).toMatch(sentence);
  });

  it('attack 120: never makes a keyring for a database of somebody else', async () => {
    const nowhere = 'postgresql://a:b@127.0.0.1:1/x';
    const output = await refuse({
      PORT: String(await findFreePort()),
      DATABASE_URL: nowhere,
      DATABASE_HOT_URL: nowhere,
      DATABASE_DIRECT_URL: nowhere,
    });
    expect(output).toMatch(/^GATEHOUSE_KEYRING is missing/);
  });

  it('names a host that is no address of this machine', async () => {
    const port = String(await findFreePort());
    const output = await refuse({
      HOST: '192.0.2.1',
      PORT: port,
      GATEHOUSE_SHARED_ORIGIN: 'trusted',
    });
    expect(output).toMatch(/^HOST is no address of this machine/);
  });

  it('leaves a port alone that somebody else has', async () => {
    const other = createServer();
    const port = await findFreePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    expect(await refuse({ PORT: String(port) })).toMatch(/already taken/);
    await new Promise((resolve) => other.close(resolve));
  });
});
