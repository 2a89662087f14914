import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Failure } from './failure.mjs';
import { checkHomeWritable, parseHomeFolder } from './home-folder.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-home-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps data in .gatehouse of the repository unless GATEHOUSE_HOME names a folder', () => {
  expect(parseHomeFolder({}, '/repository')).toBe('/repository/.gatehouse');
  expect(parseHomeFolder({ GATEHOUSE_HOME: '' }, '/repository')).toBe('/repository/.gatehouse');
  expect(parseHomeFolder({ GATEHOUSE_HOME: '/data' }, '/repository')).toBe('/data');
});

it('reads a relative GATEHOUSE_HOME from where the command was typed', () => {
  const environment = { GATEHOUSE_HOME: 'data', INIT_CWD: '/somewhere' };
  expect(parseHomeFolder(environment, '/repository')).toBe('/somewhere/data');
});

it('creates a missing data folder and leaves nothing behind in it', () => {
  const home = path.join(folder, 'a', 'b');
  checkHomeWritable(home);
  expect(readdirSync(home)).toEqual([]);
});

it('refuses a data folder that cannot be created, with the way out', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const home = path.join(folder, 'file', 'home');
  expect(() => checkHomeWritable(home)).toThrow(Failure);
  expect(() => checkHomeWritable(home)).toThrow(/GATEHOUSE_HOME/);
});

it('refuses a file system that takes no folders', () => {
  expect(() => checkHomeWritable('/proc/gatehouse/home')).toThrow(Failure);
});
