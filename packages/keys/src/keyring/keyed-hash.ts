// HMAC-SHA-256 (RFC 2104) in two calls that leave nothing behind. Node's Hmac is an object with native memory,
// which only the garbage collector gives back; at thousands of hashes a second that is most of its work.

import { hash } from 'node:crypto';

const blockLength = 64;
const digestLength = 32;
// Of every key in turn: each hash begins and ends with it before anybody else can run.
const outer = Buffer.alloc(blockLength + digestLength);

/**
 * The key is padded anew for each hash, which takes less time than fetching pads that were kept, one pair for
 * each of thousands of keys, from memory.
 * @param key at most 64 bytes.
 * @returns the 32 bytes of the HMAC of bytes, or of a text in UTF-8.
 */
export function buildKeyedHash(key: Uint8Array, data: string | Uint8Array): Buffer {
  if (key.length > blockLength) throw new RangeError('A key of a keyed hash has 64 bytes at most.');
  const length = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  const inner = Buffer.allocUnsafe(blockLength + length);
  writePad(inner, key, 0x36);
  if (typeof data === 'string') inner.write(data, blockLength);
  else inner.set(data, blockLength);
  writePad(outer, key, 0x5c);
  outer.set(hash('sha256', inner, 'buffer'), blockLength);
  return hash('sha256', outer, 'buffer');
}

function writePad(block: Buffer, key: Uint8Array, pad: number): void {
  block.fill(pad, key.length, blockLength);
  for (let index = 0; index < key.length; index += 1) block[index] = pad ^ (key[index] ?? 0);
}
