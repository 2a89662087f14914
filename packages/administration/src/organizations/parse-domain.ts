// Domain names as people write them, to the one form in which they are kept and compared: lower-case
// A-labels without a trailing dot (RFC 5890 section 2.3.2.1, RFC 1034 section 3.5).

import { domainToASCII } from 'node:url';
import { invalidOrganization } from './organization-error.ts';

/** Below it the name that carries the TXT record still fits (RFC 1035 section 2.3.4). */
const longestDomain = 230;
// What an address has besides a name: the conversion below would cut it off or drop it without a word.
const beside = /[\s\p{C}/\\?#@:%[\]]/u;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** @returns the name. Throws AdministrationError: invalid for an address, a wildcard, or a single label. */
export function parseDomain(text: string): string {
  const domain = text.length > 1000 || beside.test(text) ? '' : domainToASCII(text);
  const labels = domain.split('.');
  const isName =
    domain.length <= longestDomain &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part)) &&
    !/^\d+$/.test(labels.at(-1) ?? '');
  if (isName) return domain;
  throw invalidOrganization(
    'domains',
    `"${text.slice(0, 100)}" is no domain name such as example.com, without wildcard, port or path.`,
  );
}

/** @returns the names in their order, each once. Throws AdministrationError: invalid. */
export function parseDomains(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(parseDomain))];
}
