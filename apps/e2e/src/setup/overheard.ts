import type { BrowserContext } from 'playwright-core';

const tokenShapes = /gh_(?:at|rt|st)_[\w-]{8,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/;

/** Everything that a browser was sent by the console, looked through for tokens. */
export interface Overheard {
  /** @returns where a token stood; empty where none ever did. */
  findTokens(): Promise<readonly string[]>;
}

/** Listens to all pages of the browser from now on. */
export function overhear(context: BrowserContext): Overheard {
  const found: Promise<string | undefined>[] = [];
  context.on('response', (response) => {
    const url = response.url();
    if (url.includes('/_next/static/')) return;
    const headers = JSON.stringify(response.headers());
    const seen = response
      .text()
      // A redirect, or a page that was left before it had arrived: there is no body.
      .catch(() => '')
      .then((body) => (tokenShapes.test(url + headers + body) ? url : undefined));
    found.push(seen);
  });
  return {
    async findTokens() {
      return (await Promise.all(found)).filter((url) => url !== undefined);
    },
  };
}
