import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectAt, projectId, projectMetadataAt, workspaceId } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const other = '0197f4a0-0000-7000-8000-000000000002';
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'] = 'gh_wak_mine';
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

function refuse(status: number, message: string, reason?: string): object {
  return {
    status,
    body: { error: { code: status, status: 'x', message, reason, request: 'req-1', id: 'x' } },
  };
}

describe('a command that cannot reach Gatehouse', () => {
  it('says in one sentence that nothing answers, and how to start it', async () => {
    await server.stop();
    expect(await terminal.run('list', 'projects')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `No Gatehouse answers at ${server.url}; start one with \`npm start\`.\n`,
    });
    server = await startRecordingServer();
  });

  it('says the same where there is no key either', async () => {
    await server.stop();
    delete terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'];
    const { stderr } = await terminal.run('list', 'projects');
    expect(stderr).toContain(`No Gatehouse answers at ${server.url}`);
    server = await startRecordingServer();
  });

  it('names the variable where a Gatehouse answers and there is no key for it', async () => {
    delete terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'];
    server.answers['GET /health/alive'] = { body: { status: 'ok' } };
    const { exitCode, stderr } = await terminal.run('list', 'projects');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('GATEHOUSE_WORKSPACE_API_KEY');
  });

  it('sends no key over plain http to another machine', async () => {
    terminal.environment['GATEHOUSE_URL'] = 'http://id.example.com';
    const { exitCode, stderr } = await terminal.run('list', 'projects');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not encrypted');
  });

  it('follows no redirect with its key', async () => {
    const headers = { location: `${server.url}/elsewhere` };
    server.answers['GET /api/projects'] = { status: 302, headers };
    expect((await terminal.run('list', 'projects')).exitCode).toBe(1);
    expect(server.requests.map(({ target }) => target)).not.toContain('/elsewhere');
  });
});

describe('a refusal of the management API', () => {
  it('is printed as message and reason', async () => {
    server.answers['POST /api/projects'] = refuse(
      400,
      'The request is malformed.',
      'name: too long',
    );
    const { exitCode, stderr } = await terminal.run('create', 'project', '--name', 'x');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'The request is malformed.\nname: too long\n',
    });
  });

  it('names where a refused key comes from and never the key', async () => {
    server.answers['GET /api/projects'] = refuse(401, 'The credential is not valid.');
    const { stderr } = await terminal.run('list', 'projects');
    expect(stderr).toContain('The key in GATEHOUSE_WORKSPACE_API_KEY is not valid');
    expect(stderr).not.toContain('gh_wak_mine');
  });

  it('lets no text of the answer move the cursor', async () => {
    server.answers['GET /api/projects'] = refuse(400, 'evil\u001b[2J\u0007');
    expect((await terminal.run('list', 'projects')).stderr).toBe('evil\\u001b[2J\\u0007\n');
  });
});

describe('--project', () => {
  const read = (word: string) => terminal.run('get', 'project', '--project', word, '-q');

  beforeEach(() => {
    const projects = [
      projectMetadataAt(server.url),
      projectMetadataAt(server.url, other, 'calm-harbour-3c4d'),
    ];
    server.answers['GET /api/projects'] = { body: projects };
    server.answers[`GET /api/workspaces/${workspaceId}/projects`] = {
      body: { projects, has_next_page: false, next_page: '' },
    };
    server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
    server.answers[`GET /api/projects/${other}`] = {
      body: projectAt(server.url, other, 'calm-harbour-3c4d'),
    };
  });

  it.each([
    ['a slug', 'calm-harbour-3c4d'],
    ['the beginning of a slug', 'calm-h'],
    ['the beginning of an id', other.slice(0, 36)],
    ['an id in capitals', other.toUpperCase()],
    ['an id with blanks around it', ` ${other} `],
  ])('takes %s', async (_, word) => {
    expect((await read(word)).stdout).toBe(`${other}\n`);
  });

  it('refuses the beginning of several, and names them', async () => {
    const { exitCode, stderr } = await read('calm-');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is not unique');
    expect(stderr).toContain('calm-lantern-1a2b calm-harbour-3c4d');
  });

  it('refuses what matches nothing, and names what there is', async () => {
    const { exitCode, stderr } = await read('storm');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No project found with slug or ID storm.');
    expect(stderr).toContain('calm-harbour-3c4d');
  });

  it('falls back to GATEHOUSE_PROJECT where it is empty, then to the selected one, then says so', async () => {
    expect((await read('')).stderr).toContain('No project was named and none is selected.');
    await terminal.run('use', 'project', projectId);
    expect((await read('')).stdout).toBe(`${projectId}\n`);
    terminal.environment['GATEHOUSE_PROJECT'] = 'calm-harbour';
    expect((await read('')).stdout).toBe(`${other}\n`);
  });

  it('looks in the named workspace only', async () => {
    server.answers[`GET /api/workspaces/${workspaceId}/projects`] = {
      body: { projects: [projectMetadataAt(server.url)], has_next_page: false, next_page: '' },
    };
    terminal.environment['GATEHOUSE_WORKSPACE'] = workspaceId;
    expect((await read('calm-')).stdout).toBe(`${projectId}\n`);
  });
});

describe('a project key', () => {
  beforeEach(() => {
    delete terminal.environment['GATEHOUSE_WORKSPACE_API_KEY'];
    terminal.environment['GATEHOUSE_PROJECT_API_KEY'] = 'gh_pak_mine';
    server.answers['GET /api/projects'] = { body: [projectMetadataAt(server.url)] };
    server.answers['GET /p/calm-lantern-1a2b/admin/clients'] = { body: [] };
  });

  it('finds its one project and is used as it is', async () => {
    expect((await terminal.run('list', 'oauth2-clients')).exitCode).toBe(0);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/api/projects',
      '/p/calm-lantern-1a2b/admin/clients?page_size=100&page_token=',
    ]);
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer gh_pak_mine');
  });

  it('refuses another project than its own', async () => {
    const result = await terminal.run('list', 'oauth2-clients', '--project', other);
    expect(result.exitCode).toBe(1);
    expect(server.requests).toHaveLength(1);
  });
});

describe('delete project', () => {
  beforeEach(() => {
    server.answers[`GET /api/projects/${projectId}`] = { body: projectAt(server.url) };
    server.answers[`DELETE /api/projects/${projectId}`] = { status: 204 };
  });
  const deletions = () => server.requests.filter(({ method }) => method === 'DELETE');

  it('deletes nothing unless the slug is typed', async () => {
    terminal.input.push('yes');
    const { exitCode, stderr } = await terminal.run('delete', 'project', projectId);
    expect({ exitCode, sent: deletions().length }).toEqual({ exitCode: 1, sent: 0 });
    expect(stderr).toContain('Type its slug, calm-lantern-1a2b, to confirm');
    expect((await terminal.run('delete', 'project', projectId)).exitCode).toBe(1);
    expect(deletions()).toHaveLength(0);
  });

  it('deletes once the slug is typed, and forgets that it was selected', async () => {
    await terminal.run('use', 'project', projectId);
    terminal.input.push('calm-lantern-1a2b');
    expect((await terminal.run('delete', 'project', projectId)).exitCode).toBe(0);
    expect(deletions()).toHaveLength(1);
    expect((await terminal.run('use', 'project')).stderr).toContain('No project is selected.');
  });

  it('asks nothing with --yes', async () => {
    const result = await terminal.run('delete', 'project', projectId, '-y', '-q');
    expect(result).toEqual({ exitCode: 0, stdout: `${projectId}\n`, stderr: '' });
  });
});
