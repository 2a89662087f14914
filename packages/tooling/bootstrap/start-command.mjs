import { build } from './build.mjs';
import { checkProductNode, checkProgramsMayRun } from './executable.mjs';
import { checkHomeWritable, parseHomeFolder } from './home-folder.mjs';
import { install } from './install.mjs';
import { root } from './places.mjs';
import { checkPortFree, parsePort } from './port.mjs';
import { serve } from './serve.mjs';

/** `npm start`: from a fresh clone to a running Gatehouse. What can be refused is refused first. */
export async function startCommand() {
  const port = parsePort(process.env.PORT);
  const home = parseHomeFolder(process.env, root);
  await checkPortFree(port);
  checkHomeWritable(home);
  checkProgramsMayRun();

  await install();
  checkProductNode();
  await build();
  console.log('Starting Gatehouse …');
  process.exit(await serve({ port, home }));
}
