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
