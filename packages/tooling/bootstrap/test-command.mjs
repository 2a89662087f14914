import { runBuild, selectFailedTasks } from './build.mjs';
import { checks, runCheck } from './checks.mjs';
import { checkProductNode, checkProgramsMayRun } from './executable.mjs';
import { install } from './install.mjs';
import { seconds } from './progress.mjs';
import { prepareSystemPackages } from './system-packages.mjs';
import { TestTotals } from './test-totals.mjs';

/** `npm test`: all set-up, then every check and test, fastest first. */
export async function testCommand() {
  const startedAt = Date.now();
  const totals = new TestTotals();
  try {
    await setUp();
  } catch (error) {
    if (error.name !== 'Failure') throw error;
    totals.refuseStage('set-up', error.message);
    process.exit(totals.finish());
  }

  for (const check of checks) await totals.runStage(check.name, () => runCheck(check));
  const isBuilt = await totals.runStage('build', runBuildStage);
  // They wait for PostgreSQL more than they compute: two at a time fill two cores.
  await totals.runVitest('unit and database tests', ['unit', 'postgres'], {
    options: ['--maxWorkers=2'],
  });
  if (isBuilt) {
    await totals.runVitest('protocol tests', ['protocol']);
    await totals.runVitest('host mode tests', ['hosts']);
    await totals.runVitest('fault tests', ['faults']);
  } else totals.refuseStage('protocol tests', 'they need the build.');

  console.log(`All stages took ${seconds(Date.now() - startedAt)}.`);
  process.exit(totals.finish());
}

async function setUp() {
  await prepareSystemPackages();
  checkProgramsMayRun();
  await install();
  checkProductNode();
}

async function runBuildStage() {
  const { succeeded, output } = await runBuild();
  return { succeeded, output: selectFailedTasks(output) };
}
