import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { checkProductNode } from './executable.mjs';
import { Failure } from './failure.mjs';
import { install } from './install.mjs';
import { prepareSystemPackages } from './system-packages.mjs';
import { TestTotals } from './test-totals.mjs';

const usage =
  'npm run test:faults -- [--seconds N, 60 by default] [--seed N, drawn by default] [--only F1]';

/** `npm run test:faults -- …`: the fault tests of packages/fault-tests, in their long form. */
export async function faultTestsCommand() {
  const { environment, options } = readFaultOptions(process.argv.slice(2));
  await prepareSystemPackages();
  await install();
  checkProductNode();
  await build();
  const totals = new TestTotals();
  await totals.runVitest('fault tests', ['faults'], { options, environment });
  process.exit(totals.finish());
}

/**
 * What the fault tests are told, and what Vitest is.
 * @param {string[]} words the arguments of the command
 */
export function readFaultOptions(words) {
  const { seconds, seed, only } = parse(words);
  const environment = { GATEHOUSE_FAULT_SECONDS: checkNumber('seconds', seconds) };
  if (seed !== undefined) environment.GATEHOUSE_FAULT_SEED = checkNumber('seed', seed);
  if (only === undefined) return { environment, options: [] };
  if (!/^F\d+$/.test(only)) throw new Failure(`--only takes one fault, such as F1. ${usage}`);
  // The colon keeps F1 apart from F10.
  return { environment, options: ['--testNamePattern', `fault ${only}:`] };
}

function parse(words) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string' },
        only: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new Failure(`${error.message}. ${usage}`);
  }
}

function checkNumber(name, text) {
  if (/^[1-9]\d{0,8}$/.test(text)) return text;
  throw new Failure(`--${name} takes a whole number above 0. ${usage}`);
}
