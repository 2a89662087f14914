// The guide of the README, word for word, as one script: what a reader types, with the ids taken out of
// the output as a reader would.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningProduct } from '../drivers/running-product.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));

interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the guide', { timeout: 120_000 }, () => {
  let configFolder: string;

  beforeAll(() => {
    configFolder = mkdtempSync('/tmp/gatehouse-guide-');
  });

  afterAll(() => rmSync(configFolder, { recursive: true, force: true }));

  /** Runs a script in the repository with the test's product as the local start. */
  function runScript(script: string, environment: Record<string, string> = {}): Promise<Finished> {
    const inherited = { PATH: process.env['PATH'] ?? '', HOME: configFolder };
    const options = {
      cwd: repository,
      env: {
        ...inherited,
        GATEHOUSE_HOME: runningProduct().home,
        GATEHOUSE_CONFIG_PATH: path.join(configFolder, 'config.json'),
        npm_config_yes: 'false',
        ...environment,
      },
    };
    return new Promise((resolve) => {
      execFile('bash', ['-euo', 'pipefail', '-c', script], options, (error, stdout, stderr) =>
        resolve({
          exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
          stdout,
          stderr,
        }),
      );
    });
  }

  async function runGatehouse(command: string, environment = {}): Promise<Finished> {
    return runScript(`node_modules/.bin/gatehouse ${command}`, environment);
  }

  async function readJson(command: string): Promise<Record<string, unknown>> {
    const finished = await runGatehouse(`${command} --format json`);
    expect(finished.stderr + finished.stdout, command).not.toMatch(/error/i);
    expect(finished.exitCode, command).toBe(0);
    return JSON.parse(finished.stdout);
  }

  it('works word for word in one go', async () => {
    const { exitCode, stdout, stderr } = await runScript(`
      created=$(npx --no-install gatehouse create project --name "Gatehouse OAuth2 Example")
      echo "$created"
      project_id="$(echo "$created" | awk -F '\\t' '$1 == "ID" { print $2 }')"
      client=$(npx --no-install gatehouse create oauth2-client --project "$project_id" --name "Client Credentials Demo" --grant-type client_credentials)
      echo "$client"
      client_id="$(echo "$client" | awk -F '\\t' '$1 == "CLIENT ID" { print $2 }')"
      client_secret="$(echo "$client" | awk -F '\\t' '$1 == "CLIENT SECRET" { print $2 }')"
      issued=$(npx --no-install gatehouse perform client-credentials --client-id="$client_id" --client-secret="$client_secret" --project "$project_id")
      echo "$issued"
      access_token="$(echo "$issued" | awk -F '\\t' '$1 == "ACCESS TOKEN" { print $2 }')"
      npx --no-install gatehouse introspect token $access_token --project "$project_id"
    `);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^ID\t+[0-9a-f-]{36}\t*$/m);
    expect(stdout).toMatch(/^NAME\t+Gatehouse OAuth2 Example\t*$/m);
    expect(stdout).toMatch(/^CLIENT SECRET\t+gh_cs_\S+\t*$/m);
    expect(stdout).toMatch(/^GRANT TYPES\t+client_credentials\t*$/m);
    expect(stdout).toMatch(/^ACCESS TOKEN\t+gh_at_\S+\t*$/m);
    expect(stdout).toMatch(/^REFRESH TOKEN\t+<empty>\t*$/m);
    expect(stdout).toMatch(/^ACTIVE\t+true\t*$/m);
    expect(stdout).toMatch(/^TOKEN USE\t+access_token\t*$/m);
  });

  it('works with JSON, as a script reads it, and the token dies when it is revoked', async () => {
    const project = await readJson('create project --name "Guide in JSON"');
    const flag = `--project "${project['id']}"`;
    const client = await readJson(
      `create oauth2-client ${flag} --name Demo --grant-type client_credentials --scope read`,
    );
    const credentials = `--client-id="${client['client_id']}" --client-secret="${client['client_secret']}"`;
    const issued = await readJson(`perform client-credentials ${credentials} ${flag} --scope read`);
    const introspected = await readJson(`introspect token ${issued['access_token']} ${flag}`);
    expect(introspected).toMatchObject({
      active: true,
      scope: 'read',
      client_id: client['client_id'],
    });
    const revoked = await runGatehouse(
      `revoke token ${issued['access_token']} ${credentials} ${flag}`,
    );
    expect(revoked.exitCode, revoked.stderr).toBe(0);
    const after = await readJson(`introspect token ${issued['access_token']} ${flag}`);
    expect(after).toEqual({ active: false });
  });

  it('prints every format, and quietly the id alone', async () => {
    const project = await readJson('create project --name "Formats"');
    const id = String(project['id']);
    const pretty = await runGatehouse(`get project ${id} --format json-pretty`);
    expect(JSON.parse(pretty.stdout)).toMatchObject({ id });
    expect(pretty.stdout.split('\n').length).toBeGreaterThan(3);
    const yaml = await runGatehouse(`get project ${id} --format yaml`);
    expect(yaml.stdout).toMatch(new RegExp(`^id: ${id}$`, 'm'));
    const table = await runGatehouse(`get project ${id}`);
    expect(table.stdout).toMatch(new RegExp(`^ID\\t+${id}`, 'm'));
    const quiet = await runGatehouse(`get project ${id} -q`);
    expect(quiet.stdout.trim()).toBe(id);
  });

  it('leaves a configuration that its owner alone can read', async () => {
    const finished = await runGatehouse(`list projects`);
    expect(finished.exitCode, finished.stderr).toBe(0);
    const config = path.join(configFolder, 'config.json');
    expect(statSync(config).mode & 0o777).toBe(0o600);
    expect(readFileSync(config, 'utf8')).not.toContain('gh_cs_');
  });

  it('fails with 1 and says on stderr what to do', async () => {
    const unknown = await runGatehouse('get project 11111111-1111-4111-8111-111111111111');
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stdout).toBe('');
    expect(unknown.stderr).not.toBe('');
    const wrong = await runGatehouse('get project no-such-project');
    expect(wrong.exitCode).toBe(1);
    const noServer = await runGatehouse('list projects', { GATEHOUSE_URL: 'http://127.0.0.1:9' });
    expect(noServer.exitCode).toBe(1);
    expect(noServer.stderr).toContain('127.0.0.1:9');
  });
});
