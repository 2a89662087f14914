// ECDSA signatures: OpenSSL writes DER (RFC 3279 section 2.2.3), JWS wants r and s side by side (RFC 7518
// section 3.4). Converted here because Node 24 signs at half the speed when asked for the latter.

/** Copies a DER integer, right-aligned, to its place. @returns where the next one begins. */
function copyInteger(der: Buffer, offset: number, target: Buffer): number {
  const length = der.readUInt8(offset + 1);
  const end = offset + 2 + length;
  // A leading zero byte only says that the number is positive.
  const start = Math.max(offset + 2, end - target.length);
  der.copy(target, target.length - (end - start), start, end);
  return end;
}

/** @returns r and s, `coordinateLength` bytes each, of a DER signature made by OpenSSL. */
export function buildJoseSignature(der: Buffer, coordinateLength: number): Buffer {
  const signature = Buffer.alloc(2 * coordinateLength);
  // Sequences of 128 bytes and more (P-521) have one more byte of length.
  const first = der.readUInt8(1) < 0x80 ? 2 : 3;
  const second = copyInteger(der, first, signature.subarray(0, coordinateLength));
  copyInteger(der, second, signature.subarray(coordinateLength));
  return signature;
}
