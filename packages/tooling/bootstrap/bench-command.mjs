import { build } from './build.mjs';
import { checkProductNode } from './executable.mjs';
import { install } from './install.mjs';
import { inRoot, productNode } from './places.mjs';
import { runVisibly } from './run-command.mjs';

/** `npm run bench -- …`: measures the built product; the arguments go to the benchmark. */
export async function benchCommand() {
  await install();
  checkProductNode();
  await build();
  const succeeded = await runVisibly(productNode, [
    '--conditions=source',
    inRoot('packages/benchmarks/src/main.ts'),
    ...process.argv.slice(2),
  ]);
  process.exit(succeeded ? 0 : 1);
}
