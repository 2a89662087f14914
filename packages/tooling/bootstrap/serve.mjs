import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { explainProgram } from './executable.mjs';
import { Failure } from './failure.mjs';
import { inRoot, productNode, productNodeOptions, root, toolEnvironment } from './places.mjs';

/**
 * Runs the product until it ends.
 * @param {{ port: number, home: string }} settings
 * @returns {Promise<number>} its exit code
 */
export function serve({ port, home }) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      productNode,
      [
        ...productNodeOptions,
        '--import',
        new URL('./follow-parent.mjs', import.meta.url).href,
        inRoot('apps/all-in-one/dist/main.js'),
      ],
      {
        cwd: root,
        env: { ...toolEnvironment(), PORT: String(port), GATEHOUSE_HOME: home },
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
        // A group of its own: Ctrl-C reaches the server once, from here, and not a second time
        // from the terminal.
        detached: true,
      },
    );
    child.once('error', (error) => reject(new Failure(explainProgram(productNode, error))));
    child.once('exit', (code, signal) => resolve(exitCode(code, signal)));
    forwardSignals(child);
    followLauncher(child);
  });
}

/** The code a shell would show: that of the program, or 128 and the number of its signal. */
export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/** Passes each signal on once: the terminal and npm may both deliver the same Ctrl-C. */
function forwardSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    let isSent = false;
    process.on(signal, () => {
      if (isSent) return;
      isSent = true;
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
}

/** Stops the server when npm itself was killed: nobody would be left who can stop it. */
function followLauncher(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 1_000);
  timer.unref();
}
