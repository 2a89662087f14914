import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from './checks.mjs';

it('every check names a program that is installed', () => {
  expect(checks.map(({ command }) => command[0]).filter((file) => !existsSync(file))).toEqual([]);
});
