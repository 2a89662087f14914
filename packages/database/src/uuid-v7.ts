import { randomBytes } from 'node:crypto';

/** @returns a UUIDv7 (RFC 9562 section 5.7): rows made later sort later. */
export function createUuidV7(nowMilliseconds: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMilliseconds, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** @returns when the UUIDv7 was made, in milliseconds; undefined where the text is none. */
export function readUuidV7Milliseconds(uuid: string): number | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid))
    return undefined;
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
