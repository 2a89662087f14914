// Next as a plain function from request to response, without its command line and its own words on the
// terminal.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { createRequire } from 'node:module';
import path from 'node:path';

export interface NextApp {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

export interface NextAppOptions {
  /** Finds Next from the app that depends on it. */
  readonly requireFromApp: ReturnType<typeof createRequire>;
  /** Where `next build` was run. */
  readonly directory: string;
}

/** What `require('next')` gives. Its types are those of a default export, which it is not for Node. */
type CreateNext = (options: { dir: string; dev: boolean; quiet: boolean }) => {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
};

type LoadConfig = { default(phase: string, directory: string): Promise<unknown> };

/** Starts what `next build` left in the directory. Rejects where there is nothing. */
export async function startNext(options: NextAppOptions): Promise<NextApp> {
  const { requireFromApp, directory } = options;
  const createNext: CreateNext = requireFromApp('next');
  // Loaded ahead, the configuration is kept, and Next does not report how long it took.
  const config: LoadConfig = requireFromApp('next/dist/server/config');
  const dir = path.resolve(directory);
  await config.default('phase-production-server', dir);
  const app = createNext({ dir, dev: false, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle(request, response) {
      void handle(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
    close: () => app.close(),
  };
}
