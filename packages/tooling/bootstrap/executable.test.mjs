import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkProgram } from './executable.mjs';
import { exitCode } from './serve.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('explains a program that may not be run', () => {
  const file = path.join(folder, 'program');
  writeFileSync(file, '#!/bin/sh\nexit 0\n');
  chmodSync(file, 0o644);
  expect(() => checkProgram(file)).toThrow('mounted with noexec');
});

it('explains a program made for another machine', () => {
  const file = path.join(folder, 'program');
  writeFileSync(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]));
  chmodSync(file, 0o755);
  expect(() => checkProgram(file)).toThrow('another kind of machine');
});

it('accepts a program that runs', () => {
  expect(() => checkProgram(process.execPath)).not.toThrow();
});

it('explains a program that is missing', () => {
  const file = path.join(folder, 'program');
  expect(() => checkProgram(file)).toThrow('is missing');
});

it('ends with the code of the server, or with that of the signal that ended it', () => {
  expect(exitCode(0, null)).toBe(0);
  expect(exitCode(3, null)).toBe(3);
  expect(exitCode(null, 'SIGKILL')).toBe(137);
});
