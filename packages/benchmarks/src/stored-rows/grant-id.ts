// Ids of stored grants: UUIDv7 (RFC 9562) as the product makes them, but such that the row of a number can be
// found again. Both sides of this file say the same.

import { createHash } from 'node:crypto';

const perMillisecond = 4;

export interface GrantNumbers {
  readonly firstMilliseconds: number;
}

/** @returns the id of the grant of that number. */
export function buildStoredGrantId({ firstMilliseconds }: GrantNumbers, number: number): string {
  const at = firstMilliseconds + Math.floor(number / perMillisecond);
  const digest = createHash('md5').update(String(number)).digest('hex');
  const text = `${at.toString(16).padStart(12, '0')}7${digest.slice(0, 3)}8${digest.slice(3, 18)}`;
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The same in SQL, of the number `i`. */
export function storedGrantIdSql({ firstMilliseconds }: GrantNumbers): string {
  const at = `lpad(to_hex(${firstMilliseconds}::bigint + i / ${perMillisecond}), 12, '0')`;
  return `(${at} || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid`;
}
