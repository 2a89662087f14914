import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';
import { currentVersion } from '../version/current-version.ts';
import { commandTable } from './command-table.ts';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
let terminal: TestTerminal;

beforeEach(async () => {
  terminal = await openTestTerminal();
});
afterEach(() => terminal.stop());

describe('the command line', () => {
  it.each(commandTable.map((entry) => [entry.verb, ...entry.nouns.slice(0, 1)].join(' ')))(
    'explains itself: %s --help',
    async (words) => {
      const { exitCode, stdout } = await terminal.run(...words.split(' '), '--help');
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: gatehouse ${words.split(' ')[0]}`));
      expect(stdout).toContain('--format <string>');
    },
  );

  it('has each pair of words once', () => {
    const pairs = commandTable.flatMap(({ verb, nouns }) => nouns.map((noun) => `${verb} ${noun}`));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it.each([['sing'], ['create', 'song'], ['create', 'project', '--loud'], ['create']])(
    'refuses what it does not know, on standard error: %s %s',
    async (...argv) => {
      const { exitCode, stdout, stderr } = await terminal.run(...argv);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).not.toBe('');
    },
  );

  it('refuses an argument too many, instead of ignoring it', async () => {
    const { exitCode, stderr } = await terminal.run('version', 'please');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('too many arguments');
  });

  it('has no flag that switches the check of certificates off', async () => {
    for (const flag of ['--insecure', '--skip-tls-verify']) {
      expect((await terminal.run('list', 'projects', flag)).exitCode).toBe(1);
    }
  });

  it('prints the version that its package has', async () => {
    const manifest: unknown = JSON.parse(
      await readFile(join(packageFolder, 'package.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({ version: currentVersion });
    expect((await terminal.run('version', '-q')).stdout).toBe(`${currentVersion}\n`);
    expect((await terminal.run('--version')).stdout).toBe(`${currentVersion}\n`);
  });

  it('says in one sentence how to build it where it is not built', async () => {
    const bin = join(terminal.home, 'bin');
    await mkdir(bin);
    await copyFile(join(packageFolder, 'bin', 'gatehouse.mjs'), join(bin, 'gatehouse.mjs'));
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(bin, 'gatehouse.mjs'), 'version'],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toBe('The gatehouse command is not built yet: run `npm start` once.\n');
  });
});
