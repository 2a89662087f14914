// Headers that speak about the sender's network or about our own inside are nobody's to send from outside.

import type { IncomingMessage } from 'node:http';

const prefixes = ['x-forwarded-', 'x-original-', 'x-rewrite-', 'x-gatehouse-', 'gatehouse-'];
const names = new Set(['forwarded', 'x-real-ip', 'x-http-method-override']);

/** Removes them before anything reads them but the one that knows whose X-Forwarded-For to believe. */
export function stripForwardingHeaders(request: Pick<IncomingMessage, 'headers'>): void {
  const { headers } = request;
  for (const name in headers) {
    if (names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))) delete headers[name];
  }
}
