import { build } from './build.mjs';
import { checkProductNode } from './executable.mjs';
import { install } from './install.mjs';
import { inRoot, productNode } from './places.mjs';
import { runVisibly } from './run-command.mjs';

/** `npm run raise-epoch`: ends every access token that was issued so far, as after restoring a backup. */
export async function raiseEpochCommand() {
  await install();
  checkProductNode();
  await build();
  const main = inRoot('apps/all-in-one/dist/raise-epoch/main.js');
  const succeeded = await runVisibly(productNode, [main]);
  process.exit(succeeded ? 0 : 1);
}
