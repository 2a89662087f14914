import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingPrograms, prepareSystemPackages } from './system-packages.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('misses a program that stands nowhere or may not be run, and finds one that may', () => {
  const file = path.join(folder, 'gatehouse-probe');
  const missing = () => missingPrograms(folder, ['gatehouse-probe']);

  expect(missing()).toEqual(['gatehouse-probe']);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o644);
  expect(missing()).toEqual(['gatehouse-probe']);
  chmodSync(file, 0o755);
  expect(missing()).toEqual([]);
});

it('prints the line to run where it may not install, and installs nothing', async () => {
  const options = { programs: ['gatehouse-probe', 'sh'], isAllowed: false };
  await expect(prepareSystemPackages(options)).rejects.toThrow(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends gatehouse-probe',
  );
});

it('asks for nothing where every program is there', async () => {
  const options = { programs: ['sh'], isAllowed: false };
  await expect(prepareSystemPackages(options)).resolves.toBeUndefined();
});
