// A project's slug: part of its address, so it is a DNS label and is never used twice.

import type { Random } from '@gatehouse/token-engine/ports';
import { slugAdjectives, slugNouns } from './slug-words.ts';

const slugPattern = /^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/;
/** Names that would be taken for the platform's own hosts and paths. */
const reservedSlugs = new Set([
  'account',
  'admin',
  'api',
  'app',
  'auth',
  'console',
  'docs',
  'gatehouse',
  'health',
  'login',
  'mail',
  'project',
  'projects',
  'public',
  'static',
  'status',
  'support',
  'system',
  'well-known',
  'www',
]);
const suffixAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const suffixLength = 10;

/** @returns whether the text may be a project's slug: a DNS label of 3 to 63 characters, not reserved, no punycode. */
export function isSlug(text: string): boolean {
  return slugPattern.test(text) && !text.includes('--') && !reservedSlugs.has(text);
}

/** @returns a slug such as `gentle-harbor-x4k2m9p7qz`; 50 of its bits are random. */
export function generateSlug(random: Random): string {
  const bytes = random.bytes(2 + suffixLength);
  const adjective = slugAdjectives[(bytes[0] ?? 0) % slugAdjectives.length];
  const noun = slugNouns[(bytes[1] ?? 0) % slugNouns.length];
  const suffix = [...bytes.subarray(2)].map((byte) => suffixAlphabet.charAt(byte % 32)).join('');
  return `${adjective}-${noun}-${suffix}`;
}
