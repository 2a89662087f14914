// A device without a browser, played by the command: it shows a code, somebody enters it elsewhere.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Browser, createPerson } from '../drivers/browser.ts';
import { answerUserCode, deviceGrant } from '../drivers/device-client.ts';
import { CommandTerminal } from '../drivers/gatehouse-command.ts';
import { managementApi } from '../drivers/running-product.ts';

let terminal: CommandTerminal;

beforeEach(() => {
  terminal = new CommandTerminal();
});

afterEach(() => terminal.stop());

async function startDevice(...flags: readonly string[]) {
  const project = await managementApi().createProject();
  const { clientId } = await project.createClient({
    grant_types: [deviceGrant, 'refresh_token'],
    response_types: [],
    scope: 'openid offline_access',
    token_endpoint_auth_method: 'none',
  });
  const command = terminal.start(
    ...['perform', 'device-code', '--project', project.address.id],
    ...['--client-id', clientId, ...flags],
  );
  const userCode = await command.reported(/enter the code (\S+)/);
  const person = createPerson();
  await new Browser(project).register(person);
  const answer = (allow?: 'deny') =>
    answerUserCode(new Browser(project), userCode, { person, ...(allow && { allow }) });
  return { project, command, answer };
}

describe('perform device-code', { timeout: 120_000 }, () => {
  it('shows a code, waits for the person who enters it, and prints the tokens', async () => {
    const { project, command, answer } = await startDevice('--format', 'json');
    const address = await command.reported(/Open (\S+) in a browser/);
    expect(address.startsWith(project.address.url)).toBe(true);
    await answer();
    const { exitCode, stdout, stderr } = await command.finished;
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      access_token: expect.stringMatching(/^gh_at_/),
      refresh_token: expect.stringMatching(/^gh_rt_/),
      id_token: expect.stringMatching(/^ey/),
    });
  });

  it('says that somebody said no, and fails', async () => {
    const { command, answer } = await startDevice();
    await answer('deny');
    const { exitCode, stdout, stderr } = await command.finished;
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('access_denied');
  });
});
