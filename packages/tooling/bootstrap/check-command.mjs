import { checks, runCheck } from './checks.mjs';
import { checkProductNode } from './executable.mjs';
import { install } from './install.mjs';
import { TestTotals } from './test-totals.mjs';

/** `npm run check`: every check that needs no running product. */
export async function checkCommand() {
  await install();
  checkProductNode();
  const totals = new TestTotals();
  for (const check of checks) await totals.runStage(check.name, () => runCheck(check));
  process.exit(totals.finish());
}
