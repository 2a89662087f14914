import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingPrograms } from './system-packages.mjs';

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
