// A UUIDv7 (RFC 9562 section 5.7): sortable by time, so that a trace id names the partition of its trace.

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @returns a UUIDv7 of that millisecond; `random` gives at least ten bytes. */
export function buildUuidV7(atMilliseconds: number, random: Uint8Array): string {
  const time = atMilliseconds.toString(16).padStart(12, '0');
  const version = 0x70 | ((random[0] ?? 0) & 0x0f);
  const variant = 0x80 | ((random[2] ?? 0) & 0x3f);
  let tail = '';
  for (let index = 4; index < 10; index += 1) tail += hex[random[index] ?? 0];
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-${hex[version]}${hex[random[1] ?? 0]}` +
    `-${hex[variant]}${hex[random[3] ?? 0]}-${tail}`
  );
}
