// Scope: RFC 6749 section 3.3. `offline` and `offline_access` are one permission under two names.

import type { Trail } from '../trace/trail.ts';

const maxScopes = 100;
// scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
const scopeTokenPattern = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Whether a name asks for offline access. */
export function isOfflineScope(name: string): boolean {
  return name === 'offline' || name === 'offline_access';
}

/** @returns the names in order without duplicates, or undefined where one is malformed or they are too many. */
export function parseScopeNames(value: string): readonly string[] | undefined {
  const names = value.split(' ').filter((name) => name !== '');
  if (names.length > maxScopes || !names.every((name) => scopeTokenPattern.test(name)))
    return undefined;
  return [...new Set(names)];
}

/** @returns the names asked for; throws `scope_malformed`. */
export function parseScope(value: string, trail: Trail): readonly string[] {
  const names = parseScopeNames(value);
  if (names === undefined) {
    throw trail.refuse('scope_malformed', 'requested_scope', {
      expected: `at most ${maxScopes} scope names, separated by spaces`,
      received: value,
    });
  }
  return names;
}

/** Whether a client that may have `allowed` may have `name`. */
export function isScopeAllowed(name: string, allowed: ReadonlySet<string>): boolean {
  if (isOfflineScope(name)) return allowed.has('offline') || allowed.has('offline_access');
  return allowed.has(name);
}
