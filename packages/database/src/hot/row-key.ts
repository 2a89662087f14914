/** Joins what identifies a row into one text, project first. No part contains the separator: ids and hex. */
export function buildRowKey(first: string, ...rest: readonly (string | number)[]): string {
  let key = first;
  for (const part of rest) key += `|${part}`;
  return key;
}

/** @returns bytes as PostgreSQL reads them in a text parameter. */
export function writeHex(bytes: Uint8Array): string {
  return `\\x${toHex(bytes)}`;
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
