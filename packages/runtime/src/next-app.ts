// Next as a plain function from request to response, without its command line. The app that has Next as a
// dependency hands it in.

import type { IncomingMessage, ServerResponse } from 'node:http';

export interface NextApp {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** What `require('next')` gives. Its types are those of a default export, which it is not for Node. */
export type CreateNext = (options: { dir: string; dev: boolean; quiet: boolean }) => {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close(): Promise<void>;
};

/** Starts what `next build` left in the directory. Rejects where there is nothing. */
export async function startNext(createNext: CreateNext, directory: string): Promise<NextApp> {
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
