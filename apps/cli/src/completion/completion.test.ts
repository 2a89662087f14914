import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandTable } from '../command/command-table.ts';
import { openTestTerminal, type TestTerminal } from '../testing/test-terminal.ts';

let terminal: TestTerminal;

beforeEach(async () => {
  terminal = await openTestTerminal();
});
afterEach(() => terminal.stop());

/** Asks bash itself what it would offer for the last word. */
async function completeInBash(...words: string[]): Promise<string[]> {
  const { stdout: script } = await terminal.run('completion', 'bash');
  const ask = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _gatehouse; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', ask, 'bash', ...words], { encoding: 'utf8' });
  return stdout.trim().split('\n');
}

describe('completion', () => {
  it('offers verbs, nouns and flags in bash', async () => {
    expect(await completeInBash('gatehouse', 'int')).toEqual(['introspect']);
    expect(await completeInBash('gatehouse', '-q', 'ls', 'pro')).toEqual(['projects']);
    expect(await completeInBash('gatehouse', 'create', 'client', '--grant')).toEqual([
      '--grant-type',
    ]);
    expect(await completeInBash('gatehouse', 'completion', 'z')).toEqual(['zsh']);
  });

  it.each(['bash', 'zsh', 'fish'])('knows every command and every flag in %s', async (shell) => {
    const { exitCode, stdout } = await terminal.run('completion', shell);
    expect(exitCode).toBe(0);
    for (const entry of commandTable) {
      const { flags } = await entry.load();
      const names = flags.map(({ name }) => (shell === 'fish' ? `-l ${name} ` : `--${name}`));
      for (const word of [entry.verb, ...entry.nouns.slice(0, 1), ...names]) {
        expect(stdout).toContain(word);
      }
    }
  });

  it('names the shells that it knows', async () => {
    expect((await terminal.run('completion', 'tcsh')).stderr).toContain('bash, zsh or fish');
  });
});
