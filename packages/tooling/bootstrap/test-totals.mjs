import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot, productNode } from './places.mjs';
import { seconds, showProgress } from './progress.mjs';
import { runVisibly, tailOf } from './run-command.mjs';

/** Counts over all stages of `npm test`; a stage that failed never hides one that can still run. */
export class TestTotals {
  passed = 0;
  failed = 0;
  /** Said again at the end, where whoever reads only the end looks. */
  failures = [];

  /** Runs something that passes or fails as a whole, and shows its output only if it fails. */
  async runStage(name, run) {
    const progress = showProgress(name);
    const { succeeded, output } = await run();
    progress.end(`${name}: ${succeeded ? 'passed' : 'FAILED'}`);
    if (!succeeded) console.log(tailOf(output, 200));
    this.add({
      passed: succeeded ? 1 : 0,
      failed: succeeded ? 0 : 1,
      failures: succeeded ? [] : [name],
    });
    return succeeded;
  }

  /** Counts a stage that cannot run as failed, with the reason. */
  refuseStage(name, reason) {
    console.log(`${name}: FAILED\n${reason}`);
    this.add({ passed: 0, failed: 1, failures: [`${name}: ${reason}`] });
  }

  /** Runs Vitest over some of its projects and adds its counts. */
  async runVitest(name, projects, { options = [], environment = {} } = {}) {
    console.log(`${name} …`);
    const startedAt = Date.now();
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-totals-'));
    const file = path.join(folder, 'totals.json');
    const args = projects.flatMap((project) => ['--project', project]);
    const succeeded = await runVisibly(
      productNode,
      [
        inRoot('node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        'packages/tooling/vitest/vitest.config.ts',
        ...args,
        ...options,
      ],
      { ...environment, GATEHOUSE_TEST_TOTALS: file },
    );
    const totals = readTotals(file, succeeded);
    rmSync(folder, { recursive: true, force: true });
    this.add(totals);
    const verdict = totals.failed === 0 ? 'passed' : 'FAILED';
    console.log(`${name}: ${verdict} (${seconds(Date.now() - startedAt)})`);
  }

  add({ passed, failed, failures = [] }) {
    this.passed += passed;
    this.failed += failed;
    this.failures.push(...failures);
  }

  /** Prints what failed and the last line, and answers the exit code: a run in which nothing ran has failed. */
  finish(print = console.log) {
    for (const failure of this.failures) print(`FAILED ${failure}`);
    print(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** The counts Vitest left; a run that broke, or ran nothing, counts one failure at least. */
export function readTotals(file, succeeded) {
  let totals = { passed: 0, failed: 0, failures: [] };
  try {
    totals = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failures: ['the tests broke off before they were counted'] };
  }
  const isBroken = !succeeded || totals.passed === 0;
  if (!isBroken || totals.failed > 0) return totals;
  return { ...totals, failed: 1, failures: ['the run ended badly, though no test failed'] };
}
