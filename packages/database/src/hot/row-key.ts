/** Joins what identifies a row into one text, project first. No part contains the separator: ids and hex. */
export function buildRowKey(...parts: readonly (string | number)[]): string {
  return parts.join('|');
}

/** @returns bytes as PostgreSQL reads them in a text parameter. */
export function writeHex(bytes: Uint8Array): string {
  return `\\x${toHex(bytes)}`;
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
