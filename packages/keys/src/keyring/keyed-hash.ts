// HMAC-SHA-256 (RFC 2104) in two calls that leave nothing behind. Node's Hmac is an object with native memory,
// which only the garbage collector gives back; at thousands of hashes a second that is most of its work.

import { hash, type KeyObject } from 'node:crypto';

/** @returns the 32 bytes of the HMAC of bytes, or of a text in UTF-8. */
export type KeyedHash = (data: string | Uint8Array) => Buffer;

const blockLength = 64;
const digestLength = 32;

/** @param key a secret key of at most 64 bytes. Its bytes stay within the function. */
export function createKeyedHash(key: KeyObject): KeyedHash {
  const bytes = key.export();
  if (bytes.length > blockLength)
    throw new RangeError('A key of a keyed hash has 64 bytes at most.');
  const innerPad = Buffer.alloc(blockLength, 0x36);
  const outer = Buffer.alloc(blockLength + digestLength, 0x5c);
  for (const [index, byte] of bytes.entries()) {
    innerPad.writeUInt8(0x36 ^ byte, index);
    outer.writeUInt8(0x5c ^ byte, index);
  }
  bytes.fill(0);
  return (data) => {
    const length = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    const inner = Buffer.allocUnsafe(blockLength + length);
    inner.set(innerPad);
    if (typeof data === 'string') inner.write(data, blockLength);
    else inner.set(data, blockLength);
    outer.set(hash('sha256', inner, 'buffer'), blockLength);
    return hash('sha256', outer, 'buffer');
  };
}
