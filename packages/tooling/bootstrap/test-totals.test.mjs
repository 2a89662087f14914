import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTotals, TestTotals } from './test-totals.mjs';

describe('the counts of one Vitest run', () => {
  let folder;
  let file;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-totals-'));
    file = path.join(folder, 'totals.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are taken as written when the run ended well', () => {
    writeFileSync(file, '{"passed":7,"failed":0}');
    expect(readTotals(file, true)).toEqual({ passed: 7, failed: 0 });
  });

  it('hold a failure when the run broke although every test passed', () => {
    writeFileSync(file, '{"passed":7,"failed":0}');
    expect(readTotals(file, false)).toMatchObject({ passed: 7, failed: 1 });
  });

  it('hold a failure when nothing ran, or nothing was written', () => {
    expect(readTotals(file, true)).toMatchObject({ passed: 0, failed: 1 });
    writeFileSync(file, '{"passed":0,"failed":0}');
    expect(readTotals(file, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});

it('a run succeeds only if something passed and nothing failed', () => {
  const lines = [];
  const totals = new TestTotals();
  const finish = () => totals.finish((line) => lines.push(line));

  expect(finish()).toBe(1);
  totals.add({ passed: 3, failed: 0 });
  expect(finish()).toBe(0);
  totals.add({ passed: 0, failed: 1 });
  expect(finish()).toBe(1);
  expect(lines).toEqual(['0 passed, 0 failed', '3 passed, 0 failed', '3 passed, 1 failed']);
});

it('what failed is said again just before the last line', () => {
  const lines = [];
  const totals = new TestTotals();
  totals.add({ passed: 3, failed: 1, failures: ['a.test.ts > keeps its word: it did not'] });
  totals.finish((line) => lines.push(line));
  expect(lines).toEqual(['FAILED a.test.ts > keeps its word: it did not', '3 passed, 1 failed']);
});
