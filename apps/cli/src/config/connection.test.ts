import { describe, expect, it } from 'vitest';
import { decideConnection } from './connection.ts';
import type { CliEnvironment } from './environment.ts';
import { parseServiceUrl } from './service-url.ts';

const start = {
  path: '/repo/.gatehouse/cli.json',
  url: 'http://localhost:5000',
  workspaceId: 'w',
  apiKey: 'gh_wak_local',
};

const empty: CliEnvironment = {
  url: undefined,
  configPath: '',
  home: undefined,
  workspaceApiKey: undefined,
  projectApiKey: undefined,
  project: undefined,
  workspace: undefined,
};

function decide(environment: Partial<CliEnvironment>) {
  return decideConnection(
    { ...empty, ...environment },
    { readStart: async () => start, readMember: async () => undefined },
  );
}

describe('decideConnection', () => {
  it('speaks to a local start with its key', async () => {
    expect(await decide({})).toMatchObject({
      url: start.url,
      credential: { kind: 'workspace_api_key', value: start.apiKey, source: start.path },
      workspaceId: 'w',
    });
  });

  it('never sends the key of a local start to another origin', async () => {
    for (const url of [
      'http://localhost:4000',
      'http://127.0.0.1:5000',
      'https://localhost:5000',
    ]) {
      expect(await decide({ url })).toEqual({ url, credential: undefined, workspaceId: undefined });
    }
  });

  it('never sends a key of the environment to what a file names', async () => {
    const connection = await decide({ workspaceApiKey: 'gh_wak_mine' });
    expect(connection.url).toBe('http://localhost:4000');
    expect(connection.credential?.value).toBe('gh_wak_mine');
  });

  it('does not look for a local start where a key stands in the environment', async () => {
    const environment = { projectApiKey: 'gh_pak_mine', url: 'https://id.example.com' };
    const readStart = () => Promise.reject(new Error('was read'));
    const files = { readStart, readMember: readStart };
    const connection = await decideConnection({ ...empty, ...environment }, files);
    expect(connection.credential?.kind).toBe('project_api_key');
  });

  it('refuses two keys at once', async () => {
    const both = { workspaceApiKey: 'a', projectApiKey: 'b' };
    await expect(decide(both)).rejects.toThrow('unset one of them');
  });

  it('uses the default address where nothing was started', async () => {
    const nothing = { readStart: async () => undefined, readMember: async () => undefined };
    const connection = await decideConnection(empty, nothing);
    expect(connection).toEqual({
      url: 'http://localhost:4000',
      credential: undefined,
      workspaceId: undefined,
    });
  });
});

describe('parseServiceUrl', () => {
  it.each([
    ['http://localhost:4000/', 'http://localhost:4000'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
    ['http://demo.localhost', 'http://demo.localhost'],
    ['https://id.example.com/base/', 'https://id.example.com/base'],
  ])('takes %s', (text, expected) => {
    expect(parseServiceUrl(text, 'GATEHOUSE_URL')).toBe(expected);
  });

  it.each([
    'http://id.example.com',
    'http://192.168.1.5:4000',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0:4000',
  ])('refuses plain http to another machine: %s', (text) => {
    expect(() => parseServiceUrl(text, 'GATEHOUSE_URL')).toThrow('not encrypted');
  });

  it.each(['', 'localhost:4000', 'ftp://localhost', 'https://user:pass@host', 'https://host?x=1'])(
    'refuses %j',
    (text) => {
      expect(() => parseServiceUrl(text, 'GATEHOUSE_URL')).toThrow('GATEHOUSE_URL');
    },
  );
});
