// Form bodies (application/x-www-form-urlencoded, RFC 6749 appendix B), strictly: what another parser might
// read differently is refused, and a name that comes twice stays visible.

import { isUtf8 } from 'node:buffer';
import type { FormParameters } from '@gatehouse/token-engine';

const maxParameters = 100;

const empty: FormParameters = { values: new Map(), duplicated: new Set() };

/** @returns undefined where the bytes are no form: bad UTF-8, a bad percent sign, too many parameters. */
export function parseForm(body: Buffer | undefined): FormParameters | undefined {
  if (body === undefined || body.length === 0) return empty;
  if (!isUtf8(body)) return undefined;
  const values = new Map<string, string>();
  let duplicated: Set<string> | undefined;
  const pairs = body.toString('utf8').split('&');
  if (pairs.length > maxParameters) return undefined;
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    if (values.has(name)) {
      duplicated ??= new Set();
      duplicated.add(name);
    } else {
      values.set(name, value);
    }
  }
  return { values, duplicated: duplicated ?? empty.duplicated };
}

function decode(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}
