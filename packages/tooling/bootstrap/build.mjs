import { Failure } from './failure.mjs';
import { inRoot, productNode } from './places.mjs';
import { showProgress } from './progress.mjs';
import { runCommand, tailOf } from './run-command.mjs';

/** What a start serves; turbo adds whatever these need. */
const served = ['@gatehouse/all-in-one', '@gatehouse/worker', '@gatehouse/cli'];

/**
 * Builds what is served. turbo compares the sources with its cache, so a build of unchanged sources
 * takes a moment.
 * @returns {Promise<{ succeeded: boolean, output: string[] }>}
 */
export function runBuild(onTask = () => {}) {
  const filters = served.map((name) => `--filter=${name}`);
  return runCommand(
    productNode,
    [inRoot('node_modules/turbo/bin/turbo'), 'run', 'build', ...filters, '--output-logs=new-only'],
    { onLine: (line) => onTask(readBuildTask(line)) },
  );
}

/** Builds with progress, and fails with the end of the output. */
export async function build() {
  const progress = showProgress('Building');
  const { succeeded, output } = await runBuild((task) => {
    if (task !== undefined) progress.detail(task);
  });
  progress.end(succeeded ? 'Built' : 'Building failed');
  if (!succeeded) {
    throw new Failure(
      `${tailOf(selectFailedTasks(output))}\nThe build failed: see above, mend the named file, and run the command again.`,
    );
  }
}

/** The package that a line of turbo's output speaks about, or undefined. */
export function readBuildTask(line) {
  return /^@gatehouse\/([a-z-]+):build:/.exec(line)?.[1];
}

/** Of turbo's output only what the failed packages said; all of it where none is named. */
export function selectFailedTasks(output) {
  const failed = output
    .filter((line) => /^\s*Failed:/.test(line))
    .flatMap((line) => line.match(/@gatehouse\/[a-z-]+(?=#build)/g) ?? [])
    .map((name) => `${name}:build:`);
  const said = output.filter((line) => failed.some((prefix) => line.startsWith(prefix)));
  return said.length === 0 ? output : said;
}
