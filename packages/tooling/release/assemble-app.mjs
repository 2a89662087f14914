// Puts what one app needs to run, and nothing else, into a folder: its build, those of the packages it depends
// on, and their production dependencies from the lockfile. Images are made of such folders.
//
//   node packages/tooling/release/assemble-app.mjs project-api /image

import { cpSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { inRoot } from '../bootstrap/places.mjs';
import { runCommand, tailOf } from '../bootstrap/run-command.mjs';

const sharedFiles = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', '.npmrc', 'LICENSE'];
const builtFolders = ['dist', '.next', 'public', 'bin'];

/** The folder of each workspace package, by its name. */
function readWorkspace() {
  const folders = globSync(['apps/*/package.json', 'packages/*/package.json'], { cwd: inRoot() });
  return new Map(
    folders.map((file) => {
      const manifest = JSON.parse(readFileSync(inRoot(file), 'utf8'));
      return [manifest.name, { folder: path.dirname(file), manifest }];
    }),
  );
}

/** The workspace packages that `name` needs to run, itself included. */
export function selectPackages(name, workspace = readWorkspace()) {
  const selected = new Set();
  const visit = (current) => {
    if (!workspace.has(current) || selected.has(current)) return;
    selected.add(current);
    const { dependencies = {}, optionalDependencies = {} } = workspace.get(current).manifest;
    Object.keys({ ...dependencies, ...optionalDependencies }).forEach(visit);
  };
  visit(name);
  if (selected.size === 0) throw new Failure(`There is no app ${name} in this workspace.`);
  return [...selected].map((each) => workspace.get(each).folder);
}

/**
 * @param {string} app its folder below `apps`
 * @param {string} target a folder that does not exist yet
 */
export async function assembleApp(app, target) {
  const folders = selectPackages(`@gatehouse/${app}`);
  mkdirSync(target);
  for (const file of sharedFiles) cpSync(inRoot(file), path.join(target, file));
  cpSync(inRoot('prisma'), path.join(target, 'prisma'), { recursive: true });
  for (const folder of folders) copyPackage(folder, target);
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { succeeded, output } = await runCommand('npx', [
    '--yes',
    packageManager,
    '--dir',
    target,
    'install',
    '--prod',
    '--frozen-lockfile',
    '--prefer-offline',
    '--reporter=append-only',
    '--filter',
    `@gatehouse/${app}...`,
  ]);
  if (!succeeded)
    throw new Failure(`${tailOf(output)}\nThe dependencies of ${app} could not be installed.`);
}

function copyPackage(folder, target) {
  mkdirSync(path.join(target, folder), { recursive: true });
  cpSync(inRoot(folder, 'package.json'), path.join(target, folder, 'package.json'));
  for (const built of builtFolders) {
    const source = inRoot(folder, built);
    if (!existsSync(source)) continue;
    cpSync(source, path.join(target, folder, built), {
      recursive: true,
      filter: (file) => !file.startsWith(path.join(source, 'cache')),
    });
  }
}

if (import.meta.main) {
  const [app, target] = process.argv.slice(2);
  if (app === undefined || target === undefined) {
    console.error('Say which app, and where to: assemble-app.mjs project-api /image');
    process.exit(1);
  }
  await assembleApp(app, path.resolve(target));
}
