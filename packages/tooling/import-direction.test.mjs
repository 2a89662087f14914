import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import configuration from './dependency-cruiser.mjs';

// A small repository in which every import of a package by its name resolves: what is refused here
// is refused by a rule, not because pnpm did not link it.
let repository;
beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), 'gatehouse-imports-'));
  for (const place of ['packages/protocol', 'packages/database', 'packages/testkit']) {
    addPackage(place, { '.': './src/index.ts' });
  }
  addPackage('packages/token-engine', { '.': './src/index.ts' });
  addPackage('apps/project-api', { './server': './src/server.ts' });
  addModule('node_modules/pg/package.json', '{"name":"pg","main":"index.js"}');
  addModule('node_modules/pg/index.js', 'module.exports = {};');
});
afterEach(() => rmSync(repository, { recursive: true }));

function addModule(file, text) {
  mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  writeFileSync(path.join(repository, file), text);
}

function addPackage(place, exports) {
  const name = `@gatehouse/${path.basename(place)}`;
  const manifest = { name, type: 'module', exports, dependencies: { pg: '*' } };
  addModule(`${place}/package.json`, JSON.stringify(manifest));
  for (const file of Object.values(exports)) addModule(path.join(place, file), 'export {};');
  mkdirSync(path.join(repository, 'node_modules/@gatehouse'), { recursive: true });
  symlinkSync(path.join(repository, place), path.join(repository, 'node_modules', name));
}

async function brokenRules() {
  const { output } = await cruise(['apps', 'packages'], {
    ...configuration.options,
    baseDir: repository,
    ruleSet: { forbidden: configuration.forbidden },
    validate: true,
  });
  return new Set(output.summary.violations.map((violation) => violation.rule.name));
}

it.each([
  ['packages/token-engine/src/a.ts', "import 'node:crypto';", 'engines-stand-alone'],
  ['packages/token-engine/src/a.ts', "import 'pg';", 'engines-stand-alone'],
  [
    'packages/token-engine/src/a.ts',
    "import type { A } from '@gatehouse/database'; export type B = A;",
    'token-engine-imports',
  ],
  ['packages/protocol/src/a.ts', "import '@gatehouse/token-engine';", 'protocol-imports'],
  ['apps/cli/src/a.ts', "import '@gatehouse/token-engine';", 'cli-imports'],
  ['apps/cli/src/a.ts', "import '@gatehouse/project-api/server';", 'apps-stay-apart'],
  ['apps/project-api/src/a.ts', "import 'pg';", 'pg-stays-inside'],
  ['apps/project-api/src/a.ts', "import '@gatehouse/testkit';", 'testkit-only-in-tests'],
  [
    'apps/project-api/src/a.ts',
    "import '../../../packages/protocol/src/index.ts';",
    'no-deep-import',
  ],
  [
    'packages/database/src/a.test.ts',
    "import '@gatehouse/project-api/server';",
    'packages-know-no-app',
  ],
  ['packages/protocol/src/a.ts', "import './missing.ts';", 'resolvable'],
])('%s with %s breaks %s', async (file, text, rule) => {
  addModule(file, text);
  expect(await brokenRules()).toContain(rule);
});

it('modules that need each other break no-cycle', async () => {
  addModule('packages/protocol/src/a.ts', "import './b.ts';");
  addModule('packages/protocol/src/b.ts', "import './a.ts';");
  expect(await brokenRules()).toEqual(new Set(['no-cycle']));
});

it('accepts the direction of the design', async () => {
  addModule('packages/token-engine/src/a.ts', "import '@gatehouse/protocol';");
  addModule('packages/database/src/a.ts', "import '@gatehouse/token-engine';\nimport 'pg';");
  addModule('packages/database/src/a.test.ts', "import '@gatehouse/testkit';");
  addModule('apps/all-in-one/src/main.ts', "import '@gatehouse/project-api/server';");
  expect(await brokenRules()).toEqual(new Set());
});
