import { expect, it } from 'vitest';
import { readBuildTask, selectFailedTasks } from './build.mjs';
import { readInstallProgress } from './install.mjs';
import { tailOf } from './run-command.mjs';

it('reads how far an installation is, and ignores what else pnpm says', () => {
  expect(
    readInstallProgress('Progress: resolved 338, reused 266, downloaded 12, added 222, done'),
  ).toBe('222 of 338 packages, 12 downloaded');
  expect(readInstallProgress('Packages: +261')).toBeUndefined();
});

it('reads which package is being built', () => {
  expect(readBuildTask('@gatehouse/token-engine:build: cache miss, executing 12ab')).toBe(
    'token-engine',
  );
  expect(readBuildTask(' Tasks:    12 successful, 12 total')).toBeUndefined();
});

it('shows only the end of a long output', () => {
  const output = Array.from({ length: 50 }, (_, index) => `line ${index}`);
  expect(tailOf(output, 2)).toBe('    line 48\n    line 49');
});

it('shows of a failed build only what the failed package said', () => {
  const output = [
    '@gatehouse/keys:build: > tsc -p tsconfig.json',
    '@gatehouse/jobs:build: > tsc -p tsconfig.json',
    '@gatehouse/jobs:build: src/a.ts(1,1): error TS2304',
    ' Failed:    @gatehouse/jobs#build',
  ];
  expect(selectFailedTasks(output)).toEqual(output.slice(1, 3));
  expect(selectFailedTasks(['turbo did not start'])).toEqual(['turbo did not start']);
});
