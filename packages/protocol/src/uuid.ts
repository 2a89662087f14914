// UUIDs (RFC 9562) from time and randomness that are given: nothing here reads either by itself.

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @returns a UUIDv4; `random` gives at least 16 bytes. */
export function buildUuidV4(random: Uint8Array): string {
  return formatUuid(random, 0x40);
}

/** @returns a UUIDv7 of that millisecond, sortable by time; `random` gives at least 10 bytes. */
export function buildUuidV7(atMilliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let rest = atMilliseconds;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  return formatUuid(bytes, 0x70);
}

function formatUuid(bytes: Uint8Array, version: number): string {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    let byte = bytes[index] ?? 0;
    if (index === 6) byte = version | (byte & 0x0f);
    if (index === 8) byte = 0x80 | (byte & 0x3f);
    text += (index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '') + hex[byte];
  }
  return text;
}
