import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What one vitest run adds to the last line of `npm test`. */
export type Totals = { readonly passed: number; readonly failed: number };

/**
 * Writes passed and failed counts as JSON to the file named by `GATEHOUSE_TEST_TOTALS`. A module
 * that fails to load, and an error outside of any test, count as one failure each: otherwise a
 * broken file would only make the number of passed tests smaller.
 */
export class TotalsReporter implements Reporter {
  onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    unhandledErrors: ReadonlyArray<SerializedError>,
  ): void {
    const file = process.env['GATEHOUSE_TEST_TOTALS'];
    if (file === undefined) return;
    writeFileSync(file, JSON.stringify(countTotals(modules, unhandledErrors.length)));
  }
}

function countTotals(modules: ReadonlyArray<TestModule>, unhandledErrors: number): Totals {
  let passed = 0;
  let failed = unhandledErrors;
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      // A skipped test did not hold its guarantee: it counts against the run.
      else failed += 1;
    }
    if (module.errors().length > 0) failed += 1;
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed += 1;
  }
  return { passed, failed };
}
