import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectAt, projectId, workspaceId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const keyId = '0197f4a0-0000-7000-8000-0000000000cc';
const key = {
  id: keyId,
  name: 'ci',
  owner_id: 'member',
  scopes: ['clients:read'],
  last_characters: 'abcd',
  expires_at: null,
  created_at: '2026-11-24T08:00:00Z',
  updated_at: '2026-11-24T08:00:00Z',
};
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_mine';
  terminal.environment['GATEHOUSE_PROJECT'] = projectId;
  terminal.environment['GATEHOUSE_WORKSPACE'] = workspaceId;
  server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

describe('create api-key', () => {
  const answerWithValue = (): void => {
    const made = { ...key, project_id: projectId, value: 'gh_pak_shown-once' };
    server.answers[`POST /api/projects/${projectId}/tokens`] = { status: 201, body: made };
  };

  it('asks for a key of the project with scopes and an end', async () => {
    answerWithValue();
    await terminal.run(
      ...['create', 'api-key', '--name', 'ci', '--scope', 'clients:read', '--expires-in', '1h30m'],
    );
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
      name: 'ci',
      scopes: ['clients:read'],
      expires_at: '2026-11-24T09:30:00.000Z',
    });
  });

  it('prints nothing but the value when it is quiet, for there is no second look at it', async () => {
    answerWithValue();
    const result = await terminal.run('create', 'api-key', '--name', 'ci', '-q');
    expect(result).toEqual({ exitCode: 0, stdout: 'gh_pak_shown-once\n', stderr: '' });
  });

  it.each([
    ['an unknown scope', ['--scope', 'everything'], 'No scope is named "everything"'],
    ['a duration without a unit', ['--expires-in', '30'], '"30" is no duration'],
    ['another owner', ['--for', 'galaxy'], 'not for "galaxy"'],
  ])('refuses %s and makes no key', async (_, flags, reason) => {
    const { exitCode, stderr } = await terminal.run('create', 'api-key', '--name', 'ci', ...flags);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(reason);
    expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('list and delete api-key', () => {
  it('lists keys without their values', async () => {
    server.answers[`GET /api/workspaces/${workspaceId}/tokens`] = {
      body: [{ ...key, workspace_id: workspaceId }],
    };
    const { stdout } = await terminal.run('list', 'api-keys', '--for', 'workspace');
    expect(stdout.split('\n')[0]).toBe('ID\t\t\t\t\tNAME\tSCOPES\t\tEXPIRES AT\tLAST CHARACTERS\t');
    expect(stdout).toContain(`${keyId}\tci\tclients:read\t<never>\t\tabcd\t\t\n`);
  });

  it('deletes a key of the project', async () => {
    server.answers[`DELETE /api/projects/${projectId}/tokens/${keyId}`] = { status: 204 };
    expect((await terminal.run('delete', 'api-key', keyId, '-q')).stdout).toBe(`${keyId}\n`);
  });
});
