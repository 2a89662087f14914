import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

describe('import jwk', () => {
  it('takes keys from JSON and from PEM, and fills in what they do not say', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    await writeFile(join(terminal.home, 'set.json'), JSON.stringify({ keys: [key] }));
    await writeFile(join(terminal.home, 'key.pem'), pem);
    server.answers[`PUT ${base}/a/k1`] = { body: key };
    const command = ['import', 'jwk', 'a', 'set.json', 'key.pem', '--alg', 'ES256'];
    const { exitCode, stdout } = await terminal.run(...command, '-q');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'k1\n' });
    const [fromJson, fromPem] = server.requests.slice(1).map(({ body }) => JSON.parse(body));
    expect(fromJson).toEqual(key);
    expect(fromPem).toMatchObject({ alg: 'ES256', use: 'sig', kty: 'EC', crv: 'P-256' });
  });

  it.each(['no key', '{"keys":[]}', '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END'])(
    'refuses %j without quoting it, and sends nothing',
    async (text) => {
      terminal.input.push(text);
      const { exitCode, stderr } = await terminal.run('import', 'jwk', 'a', '--alg', 'RS256');
      expect({ exitCode, sent: server.requests.length }).toEqual({ exitCode: 1, sent: 0 });
      expect(stderr).toBe(
        'Standard input holds no JSON Web Key, no set of them, and no key as PEM.\n',
      );
    },
  );
});
