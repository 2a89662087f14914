import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);

/**
 * The Node that the product runs on. Never `node_modules/.bin/node`: that wrapper does not pass
 * signals on, and would leave the server behind.
 */
export const productNode = inRoot('node_modules', 'node', 'bin', 'node');

/**
 * What the product's Node is told wherever a process of it is started, the image included. What a request leaves
 * behind is garbage at once: a young generation of 8 MB keeps up as well as one of 32. The old one is collected when
 * it has grown by 40 percent, not when it is several times as large. Together they halve what a busy process holds.
 */
export const productNodeOptions = ['--max-semi-space-size=8', '--heap-growing-percent=40'];

/** The environment of every tool: the product's Node and the installed tools come first. */
export function toolEnvironment() {
  const first = [path.dirname(productNode), inRoot('node_modules', '.bin')];
  return {
    ...process.env,
    PATH: [...first, process.env.PATH ?? ''].join(path.delimiter),
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    SCARF_ANALYTICS: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
}
