import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { client, projectMetadataAt } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';
import { parseNextPageToken } from './next-page.ts';

const base = '/p/calm-lantern-1a2b/admin/clients';
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_PROJECT_API_KEY'] = 'gh_pak_mine';
  server.answers['GET /api/projects'] = { body: [projectMetadataAt(server.url)] };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

function lastBody(): unknown {
  return JSON.parse(server.requests.at(-1)?.body ?? '');
}

describe('list oauth2-clients', () => {
  it('prints the page, an empty line, and where the next page is', async () => {
    const link = `<${base}?page_size=1&page_token=tok%2B1>; rel="next"`;
    server.answers[`GET ${base}`] = { headers: { link }, body: [client] };
    const { stdout } = await terminal.run('ls', 'clients', '--page-size', '1');
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^CLIENT ID\tCLIENT SECRET\t/);
    expect(lines.slice(2)).toEqual([
      '\t\t',
      'NEXT PAGE TOKEN\ttok+1\t',
      'IS LAST PAGE\tfalse\t',
      '',
    ]);
  });

  it('prints items and paging as JSON', async () => {
    server.answers[`GET ${base}`] = { body: [] };
    expect((await terminal.run('list', 'oauth2-clients', '--format', 'json')).stdout).toBe(
      '{"items":[],"next_page_token":"","is_last_page":true}\n',
    );
  });

  it('refuses a page size that is no number before anything is sent', async () => {
    const { exitCode } = await terminal.run('list', 'clients', '--page-size', 'many');
    expect({ exitCode, sent: server.requests.length }).toEqual({ exitCode: 1, sent: 0 });
  });
});

describe('parseNextPageToken', () => {
  it.each([
    [null, ''],
    ['</x?page_token=a>; rel="first"', ''],
    ['</x?page_token=a>; rel="first", <https://h/x?page_token=b&page_size=2>; rel=next', 'b'],
    ['garbage', ''],
  ])('%j', (link, token) => {
    expect(parseNextPageToken(link)).toBe(token);
  });
});

describe('update oauth2-client', () => {
  beforeEach(() => {
    server.answers[`PATCH ${base}/demo`] = { body: client };
    server.answers[`PUT ${base}/demo`] = { body: client };
  });

  it('replaces only the members whose flags were given', async () => {
    await terminal.run(
      ...['update', 'client', 'demo', '--name', '', '--scope', 'a,b', '--skip-consent=false'],
    );
    expect(lastBody()).toEqual([
      { op: 'replace', path: '/client_name', value: '' },
      { op: 'replace', path: '/scope', value: 'a b' },
      { op: 'replace', path: '/skip_consent', value: false },
    ]);
  });

  it('replaces the whole client with --file', async () => {
    await writeFile(join(terminal.home, 'client.json'), '{"client_name":"From a file"}');
    await terminal.run('update', 'client', 'demo', '--file', 'client.json');
    expect(server.requests.at(-1)?.method).toBe('PUT');
    expect(lastBody()).toEqual({ client_name: 'From a file' });
  });

  it('keeps an id with reserved characters inside its part of the path', async () => {
    await terminal.run('get', 'client', '../../keys/x?y');
    expect(server.requests.at(-1)?.target).toBe(`${base}/..%2F..%2Fkeys%2Fx%3Fy`);
  });
});

describe('create oauth2-client', () => {
  it('shows a secret that was chosen, which the answer leaves out', async () => {
    const { client_secret: _, ...withoutSecret } = client;
    server.answers[`POST ${base}`] = { status: 201, body: withoutSecret };
    const { stdout } = await terminal.run(
      ...['create', 'client', '--secret', 'chosen', '--format', 'jsonpath=client_secret'],
    );
    expect(stdout).toBe('"chosen"\n');
  });

  it('reads the client from standard input', async () => {
    server.answers[`POST ${base}`] = { status: 201, body: client };
    terminal.input.push('{"client_name":"piped"}');
    await terminal.run('create', 'client', '--file', '-');
    expect(lastBody()).toEqual({ client_name: 'piped' });
  });

  it.each(['{', '[]', '"x"'])('refuses metadata that is no object: %s', async (metadata) => {
    const { exitCode, stderr } = await terminal.run('create', 'client', '--metadata', metadata);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('--metadata has to be a JSON object');
    expect(server.requests).toHaveLength(0);
  });
});

describe('import and delete', () => {
  it('creates what it can of a list, then reports what failed', async () => {
    await writeFile(join(terminal.home, 'two.json'), '[{"client_id":"a"},{"client_id":"b"}]');
    server.answers[`POST ${base}`] = [
      { status: 201, body: { ...client, client_id: 'a' } },
      { status: 409, body: { error: 'invalid_client_metadata' } },
    ];
    const { exitCode, stdout, stderr } = await terminal.run('import', 'clients', 'two.json', '-q');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'a\n' });
    expect(stderr).toContain('two.json #2: {');
    expect(stderr).toContain('1 of 2 failed');
  });

  it('prints the ids that are gone', async () => {
    server.answers[`DELETE ${base}/a`] = { status: 204 };
    server.answers[`DELETE ${base}/b`] = { status: 204 };
    expect((await terminal.run('delete', 'clients', 'a', 'b')).stdout).toBe('ID\t\na\t\nb\t\n');
    expect((await terminal.run('delete', 'client', 'a')).stdout).toBe('ID\ta\t\n');
  });
});
