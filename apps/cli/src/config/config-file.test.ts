import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectId } from '../testing/documents.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';
import { ConfigFile } from './config-file.ts';

const url = 'http://localhost:4000';
let terminal: TestTerminal;
let path: string;
let reported: string[];

beforeEach(async () => {
  terminal = await openTestTerminal();
  path = join(terminal.home, '.gatehouse', 'config.json');
  reported = [];
});
afterEach(() => terminal.stop());

function open(installation = url): ConfigFile {
  return new ConfigFile(path, installation, {
    environment: {},
    workingDirectory: terminal.home,
    homeDirectory: terminal.home,
    print: () => undefined,
    report: (text) => void reported.push(text),
    readLine: async () => undefined,
    readAll: async () => '',
    openBrowser: () => undefined,
    now: () => 0,
  });
}

async function writeConfig(text: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, mode);
}

describe('ConfigFile', () => {
  it('is written for its owner alone, in a folder for its owner alone', async () => {
    await open().update(() => ({ selected_project: projectId }));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  });

  it('leaves no draft behind', async () => {
    await open().update(() => ({ selected_project: projectId }));
    expect(await readdir(dirname(path))).toEqual(['config.json']);
  });

  it('is closed to others again when it is next written', async () => {
    await writeConfig('{"version":"v1","installations":{}}', 0o644);
    await open().update((current) => current);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('warns where others can read it, with the command that ends that', async () => {
    await writeConfig('{"version":"v1","installations":{}}', 0o644);
    await open().load();
    expect(reported.join('')).toContain(`chmod 600 ${path}`);
  });

  it('keeps what belongs to one installation from another', async () => {
    await open().update(() => ({ selected_project: projectId }));
    await open('https://id.example.com').update(() => ({ selected_workspace: 'other' }));
    expect((await open().load()).selected_project).toBe(projectId);
    expect((await open('https://id.example.com').load()).selected_project).toBeUndefined();
  });

  it.each(['{', '[]', '{"version":"v2","installations":{}}', 'null'])(
    'says so where it is damaged: %s',
    async (text) => {
      await writeConfig(text, 0o600);
      await expect(open().load()).rejects.toThrow(path);
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('ignores an entry that it does not understand', async () => {
    const installation = { selected_project: 5, project_keys: { [projectId]: { value: 'x' } } };
    const content = { version: 'v1', installations: { [url]: installation } };
    await writeConfig(JSON.stringify(content), 0o600);
    expect(await open().load()).toMatchObject({ project_keys: {} });
  });
});
