import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';
import { localStartPaths, readLocalStart } from './local-start.ts';

const start = { url: 'http://localhost:4000', workspace_id: 'w', api_key: 'gh_wak_secret' };
let terminal: TestTerminal;

beforeEach(async () => {
  terminal = await openTestTerminal();
});
afterEach(() => terminal.stop());

async function writeStart(content: unknown, mode = 0o600): Promise<string> {
  const path = join(terminal.home, '.gatehouse', 'cli.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(path, mode);
  return path;
}

describe('readLocalStart', () => {
  it('finds the file of a folder above', async () => {
    const path = await writeStart(start);
    const paths = localStartPaths(undefined, [join(terminal.home, 'a', 'b')]);
    expect(await readLocalStart(paths)).toEqual({
      path,
      url: start.url,
      workspaceId: 'w',
      apiKey: start.api_key,
    });
  });

  it('looks nowhere else where the data folder is named', () => {
    expect(localStartPaths('/data', [terminal.home])).toEqual(['/data/cli.json']);
  });

  it('finds nothing where nothing was started', async () => {
    expect(await readLocalStart([join(terminal.home, 'none.json')])).toBeUndefined();
  });

  it.each([0o640, 0o604, 0o644])('refuses a file that others can read (mode %o)', async (mode) => {
    const path = await writeStart(start, mode);
    await expect(readLocalStart([path])).rejects.toThrow(`chmod 600 ${path}`);
  });

  it.each([
    ['a damaged file', '{'],
    ['a file without a key', { ...start, api_key: undefined }],
    ['another machine', { ...start, url: 'https://evil.example' }],
    ['another machine over plain http', { ...start, url: 'http://evil.example' }],
  ])('refuses %s, and never shows the key', async (_, content) => {
    const path = await writeStart(content);
    const failure: unknown = await readLocalStart([path]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain(path);
    expect(String(failure)).not.toContain('gh_wak_secret');
  });
});
