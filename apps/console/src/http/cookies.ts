// The console's cookies. On https their names carry `__Host-`, which no other host can set.

import type { ServerResponse } from 'node:http';

export interface CookieJar {
  /** @returns the value, undefined where it is missing or stands twice with different values. */
  read(header: string | undefined, name: string): string | undefined;
  /** Adds a Set-Cookie. Without a lifetime the cookie is removed. */
  write(response: ServerResponse, cookie: { name: string; value?: string; seconds?: number }): void;
}

export function createCookieJar({ isSecure }: { readonly isSecure: boolean }): CookieJar {
  const prefix = isSecure ? '__Host-' : '';
  return {
    read(header, name) {
      const start = `${prefix}${name}=`;
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(start))
        .map((pair) => pair.slice(start.length));
      return new Set(values).size === 1 ? values[0] : undefined;
    },
    write(response, { name, value = '', seconds = 0 }) {
      const secure = isSecure ? '; Secure' : '';
      response.appendHeader(
        'set-cookie',
        `${prefix}${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
      );
    },
  };
}
