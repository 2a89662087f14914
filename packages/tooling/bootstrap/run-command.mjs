import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root, toolEnvironment } from './places.mjs';

const usuallyKept = 400;

/**
 * Runs a program of ours without input and keeps the end of what it says, both streams in the order
 * they came.
 * @param {string} file
 * @param {string[]} args
 * @param {{ environment?: Record<string, string>, onLine?: (line: string) => void, keptLines?: number }} [options]
 * @returns {Promise<{ succeeded: boolean, output: string[] }>} `output` holds the last 400 lines, or `keptLines`.
 */
export function runCommand(file, args, options = {}) {
  const { environment = {}, onLine = () => {}, keptLines = usuallyKept } = options;
  return new Promise((resolve) => {
    const output = [];
    const keep = (line) => {
      output.push(line);
      if (output.length > keptLines) output.shift();
      onLine(line);
    };
    const child = spawn(file, args, {
      cwd: root,
      env: { ...toolEnvironment(), NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    createInterface({ input: child.stdout }).on('line', keep);
    createInterface({ input: child.stderr }).on('line', keep);
    child.once('error', (error) => {
      keep(`${file} did not start: ${error.message}`);
      resolve({ succeeded: false, output });
    });
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

/** Runs a program that writes to our own output, without input; true where it ended well. */
export function runVisibly(file, args, environment = {}) {
  return new Promise((resolve) => {
    const env = { ...toolEnvironment(), ...environment };
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** The end of an output, indented under the sentence that explains it. */
export function tailOf(output, lines = 30) {
  return output
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}
