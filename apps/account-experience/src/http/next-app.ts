// Next as a plain function, without its command line.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

export interface NextApp {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

type CreateNext = (options: { dir: string; dev: boolean; quiet: boolean }) => {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
};

// Next's types are those of a CommonJS module with a default export, which it is not when imported from Node.
const createNext: CreateNext = createRequire(import.meta.url)('next');

/** Starts what `next build` left in the directory. Rejects where there is nothing. */
export async function startNext(directory: string): Promise<NextApp> {
  const app = createNext({ dir: directory, dev: false, quiet: true });
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
