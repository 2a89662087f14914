// Installs and builds everything that is served, as `npm start` does before it serves.

import { build } from '../bootstrap/build.mjs';
import { enter } from '../bootstrap/enter.mjs';
import { checkProductNode } from '../bootstrap/executable.mjs';
import { install } from '../bootstrap/install.mjs';

enter(async () => async () => {
  await install();
  checkProductNode();
  await build();
});
