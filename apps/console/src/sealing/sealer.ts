// What the browser keeps for us and may not read or change: sealed by AES-256-GCM under a key per purpose,
// with its own end inside.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Sealer {
  /** @returns text for a cookie. `value` is anything that JSON can hold. */
  seal(value: unknown, lifetimeSeconds: number): string;
  /** @returns the value, or undefined for what is foreign, changed, or over. */
  open(text: string): unknown;
}

const nonceLength = 12;
const tagLength = 16;

/** @param key 32 bytes. @param purpose keeps one kind of cookie from standing in for another. */
export function createSealer(key: Uint8Array, purpose: string): Sealer {
  if (key.length !== 32) throw new Error('The sealing key must have 32 bytes.');
  const derived = Buffer.from(hkdfSync('sha256', key, '', `gatehouse console ${purpose}`, 32));
  return {
    seal(value, lifetimeSeconds) {
      const endsAt = Math.floor(Date.now() / 1000) + lifetimeSeconds;
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', derived, nonce);
      const text = JSON.stringify({ endsAt, value });
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64url');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64url');
      // One spelling only: the decoder would pass over what is left at the end.
      if (bytes.toString('base64url') !== text) return undefined;
      if (bytes.length < nonceLength + tagLength) return undefined;
      const nonce = bytes.subarray(0, nonceLength);
      const decipher = createDecipheriv('aes-256-gcm', derived, nonce);
      decipher.setAuthTag(bytes.subarray(-tagLength));
      try {
        const opened = decipher.update(bytes.subarray(nonceLength, -tagLength), undefined, 'utf8');
        return readInTime(JSON.parse(opened + decipher.final('utf8')));
      } catch {
        return undefined;
      }
    },
  };
}

function readInTime({ endsAt, value }: { endsAt: number; value: unknown }): unknown {
  return endsAt > Date.now() / 1000 ? value : undefined;
}
