// User codes: RFC 8628 section 6.1. Eight consonants, so that they are no words and hold nothing that looks
// like something else: 20^8 of them, each good for ten minutes, and so many tries a minute from one address.

import type { Random } from '../ports/random.ts';

const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;
/** The largest multiple of the alphabet that a byte holds: bytes beyond would favour its first letters. */
const unbiased = 240;
const pattern = new RegExp(`^[${alphabet}]{${length}}$`);

/** @returns a new code as it is stored; `formatUserCode` shows it. */
export function createUserCode(random: Random): string {
  let code = '';
  while (code.length < length) {
    for (const byte of random.bytes(length * 2)) {
      if (byte < unbiased && code.length < length) code += alphabet[byte % alphabet.length];
    }
  }
  return code;
}

/** @returns the code in two groups, as people read and type it. */
export function formatUserCode(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** Case and separators do not count. @returns undefined for what no code can be. */
export function parseUserCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const code = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return pattern.test(code) ? code : undefined;
}
