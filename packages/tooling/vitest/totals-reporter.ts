import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What one vitest run adds to the last lines of `npm test`. */
export type Totals = {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, a line or two each. */
  readonly failures: readonly string[];
};

/**
 * Writes the counts, and what failed, as JSON to the file named by `GATEHOUSE_TEST_TOTALS`. A module
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
    writeFileSync(file, JSON.stringify(countTotals(modules, unhandledErrors)));
  }
}

function countTotals(
  modules: ReadonlyArray<TestModule>,
  unhandledErrors: ReadonlyArray<SerializedError>,
): Totals {
  let passed = 0;
  const failures = unhandledErrors.map((error) => describe('outside of any test', error));
  for (const module of modules) {
    const name = module.relativeModuleId;
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result();
      // What nobody asked for, by --testNamePattern, was not to run.
      const pattern = module.project.config.testNamePattern;
      if (state === 'skipped' && pattern?.test(test.fullName) === false) continue;
      // A skipped test did not hold its guarantee: it counts against the run.
      if (state === 'passed') passed += 1;
      else failures.push(describe(`${name} > ${test.fullName}`, errors?.[0] ?? { message: state }));
    }
    const parts = [module, ...module.children.allSuites()];
    for (const [error] of parts.map((part) => part.errors())) {
      if (error !== undefined) failures.push(describe(name, error));
    }
  }
  return { passed, failed: failures.length, failures };
}

function describe(where: string, error: { readonly message: string; readonly stack?: string }) {
  const place = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  const message = error.message.slice(0, 500);
  return `${where}: ${message}${place === undefined ? '' : ` (${place.trim()})`}`;
}
