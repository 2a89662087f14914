// Randomness from the operating system's generator, drawn in larger pieces: one call of 8 KiB costs about
// as much as one of 32 bytes.

import { randomBytes, randomFillSync } from 'node:crypto';
import type { Random } from '@gatehouse/token-engine/ports';

const poolLength = 8192;
const largestDraw = 256;

/** The production source of randomness. Bytes are copied out and wiped behind; none is given twice. */
export function createRandom(): Random {
  const pool = Buffer.alloc(poolLength);
  let used = poolLength;
  return {
    bytes(length) {
      if (length > largestDraw) return randomBytes(length);
      if (used + length > poolLength) {
        randomFillSync(pool);
        used = 0;
      }
      const drawn = Buffer.from(pool.subarray(used, used + length));
      pool.fill(0, used, used + length);
      used += length;
      return drawn;
    },
  };
}

/** @returns a random UUID (RFC 9562 section 5.4), lower case. */
export function generateUuid(random: Random): string {
  const bytes = Buffer.from(random.bytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return formatUuid(bytes);
}

/** @returns the text of 16 bytes. */
export function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** @returns the 16 bytes of a UUID that has been parsed before. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
