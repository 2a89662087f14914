import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectMetadataAt } from '../testing/documents.ts';
import { type RecordingServer, startRecordingServer } from '../testing/recording-server.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

const base = '/p/calm-lantern-1a2b/admin/keys';
const key = { kid: 'k1', alg: 'ES256', use: 'sig', kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
let server: RecordingServer;
let terminal: TestTerminal;

beforeEach(async () => {
  server = await startRecordingServer();
  terminal = await openTestTerminal();
  terminal.environment['GATEHOUSE_URL'] = server.url;
  terminal.environment['GATEHOUSE_PROJECT_API_KEY'] = 'gh_pak_mine';
  server.answers['GET /api/projects'] = { body: [projectMetadataAt(server.url)] };
  server.answers[`GET ${base}/a`] = { body: { keys: [{ ...key, d: 'private' }] } };
  server.answers[`GET ${base}/b`] = { body: { keys: [{ ...key, kid: 'k2' }] } };
});
afterEach(async () => {
  await server.stop();
  await terminal.stop();
});

describe('create jwk', () => {
  it('sends algorithm, key id and use, an empty id included, as Ory does', async () => {
    server.answers[`POST ${base}/a`] = { status: 201, body: { keys: [key] } };
    const { stdout } = await terminal.run('create', 'jwk', 'a');
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
      alg: 'RS256',
      kid: '',
      use: 'sig',
    });
    expect(stdout).toBe('SET ID\tKEY ID\tALGORITHM\tUSE\t\na\tk1\tES256\t\tsig\t\n');
  });
});

describe('get jwk', () => {
  it('prints the keys of several sets, each with its set', async () => {
    const { stdout } = await terminal.run(
      'get',
      'jwk',
      'a',
      'b',
      '--format',
      'jsonpath=keys.#.set',
    );
    expect(JSON.parse(stdout)).toEqual(['a', 'b']);
  });

  it('prints no private member with --public', async () => {
    const { stdout } = await terminal.run('get', 'jwks', 'a', '--public', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({ set: 'a', keys: [{ ...key, set: 'a' }] });
  });
});
