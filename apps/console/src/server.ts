// The console as a function from request to response: it does not listen, whoever starts it does. Signing
// in and forms are answered here; Next gets only what is read.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { startNext } from '@gatehouse/runtime';
import { buildConsole } from './http/build-console.ts';
import type { ConsoleOptions } from './http/console-parts.ts';

export type { ConsoleOptions } from './http/console-parts.ts';
export { deriveClientSecret } from './sign-in/client-secret.ts';

export interface Console {
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Resolves when nothing more is under way. */
  close(): Promise<void>;
}

const requireFromApp = createRequire(import.meta.url);
const directory = fileURLToPath(new URL('..', import.meta.url));

/** Needs the build of this app. Rejects where there is none. */
export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const next = await startNext({ requireFromApp, directory });
  return { handler: buildConsole(options, next), close: next.close };
}
