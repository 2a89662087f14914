import { inRoot, productNode } from './places.mjs';
import { runCommand } from './run-command.mjs';

const tool = (file) => inRoot('node_modules', file);

/** The checks that read the sources, fastest first. Each is one test in the totals. */
export const checks = [
  {
    name: 'format and lint',
    command: [
      tool('@biomejs/biome/bin/biome'),
      'check',
      '--colors=off',
      '--config-path',
      'packages/tooling',
    ],
  },
  {
    name: 'database client',
    command: [inRoot('packages/database/scripts/generate.mjs')],
  },
  {
    name: 'types',
    command: [tool('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  },
  {
    name: 'types of the pages',
    command: [tool('typescript/bin/tsc'), '-p', 'packages/tooling/tsconfig/pages-tree.json'],
  },
  {
    name: 'import direction',
    command: [
      tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
      'apps',
      'packages',
      '--config',
      'packages/tooling/dependency-cruiser.mjs',
    ],
  },
  {
    name: 'dead code',
    command: [
      tool('knip/bin/knip.js'),
      '--no-progress',
      '--no-config-hints',
      '--config',
      'packages/tooling/knip.json',
    ],
  },
];

/** Runs one check on the product's Node. */
export const runCheck = (check) => runCommand(productNode, check.command);
