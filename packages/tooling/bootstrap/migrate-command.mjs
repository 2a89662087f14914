import { build } from './build.mjs';
import { checkProductNode } from './executable.mjs';
import { install } from './install.mjs';
import { inRoot, productNode } from './places.mjs';
import { runVisibly } from './run-command.mjs';

/** `npm run migrate`: brings a database of your own up to date with this release. */
export async function migrateCommand() {
  await install();
  checkProductNode();
  await build();
  const succeeded = await runVisibly(productNode, [inRoot('apps/all-in-one/dist/migrate/main.js')]);
  process.exit(succeeded ? 0 : 1);
}
