// Codes and refresh tokens: 256 random bits behind the day in which their family ends, stored as a keyed
// hash. `gh_ac_`, `gh_dc_` or `gh_rt_` + base64url(version 1 | key tag 4 | day 4 | random 32) + checksum 6.

import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { Random, SingleUseKind, SingleUseValues } from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, stripChecksum } from './checksum.ts';
import { type Keyring, keyTagLength } from './keyring/keyring.ts';

const version = 1;
const bucketOffset = 1 + keyTagLength;
const randomOffset = bucketOffset + 4;
const valueLength = randomOffset + 32;
const gcmTagLength = 16;
/** The year 2243: a day beyond it was made up. */
const lastBucket = 100_000;
// Each predecessor seals one successor under a key of its own, so the counter may stand still.
const fixedIv = Buffer.alloc(12);

const kinds = {
  authorization_code: { prefix: tokenPrefixes.authorizationCode, purpose: 'authorization-code' },
  device_code: { prefix: tokenPrefixes.deviceCode, purpose: 'device-code' },
  refresh_token: { prefix: tokenPrefixes.refreshToken, purpose: 'refresh-token' },
} as const satisfies Record<SingleUseKind, { prefix: string; purpose: string }>;

function deriveSuccessorKey(presented: string) {
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', presented, '', 'gatehouse/1/successor', 32)),
  );
}

/** The port SingleUseValues for one project. */
export function createSingleUseValues(
  keyring: Keyring,
  projectId: ProjectId,
  random: Random,
): SingleUseValues {
  const useOf = (kind: SingleUseKind) => ({ purpose: kinds[kind].purpose, tenantId: projectId });
  return {
    create(kind, bucket) {
      const key = keyring.primaryKey(useOf(kind));
      const bytes = Buffer.allocUnsafe(valueLength);
      bytes[0] = version;
      bytes.set(key.tag, 1);
      bytes.writeUInt32BE(bucket, bucketOffset);
      bytes.set(random.bytes(32), randomOffset);
      const text = kinds[kind].prefix + bytes.toString('base64url');
      const hash = key.keyedHash(bytes);
      return { value: text + buildChecksum(text), hash, bucket };
    },
    read(kind, value) {
      const { prefix } = kinds[kind];
      const text = value.startsWith(prefix)
        ? stripChecksum(value)?.slice(prefix.length)
        : undefined;
      const bytes = text === undefined ? undefined : parseBase64url(text);
      if (bytes === undefined || bytes.length !== valueLength || bytes[0] !== version)
        return undefined;
      const key = keyring.keyByTag(useOf(kind), bytes.readUInt32BE(1));
      if (key === undefined) return undefined;
      const bucket = bytes.readUInt32BE(bucketOffset);
      if (bucket > lastBucket) return undefined;
      const hash = key.keyedHash(bytes);
      return { hash, bucket };
    },
    hashUserCode(code) {
      const key = keyring.primaryKey({ purpose: 'user-code', tenantId: projectId });
      return key.keyedHash(Buffer.from(code));
    },
    sealSuccessor(presented, successor) {
      const cipher = createCipheriv('aes-256-gcm', deriveSuccessorKey(presented), fixedIv);
      const ciphertext = Buffer.concat([cipher.update(successor, 'utf8'), cipher.final()]);
      return Buffer.concat([ciphertext, cipher.getAuthTag()]);
    },
    openSuccessor(presented, sealed) {
      if (sealed.length < gcmTagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', deriveSuccessorKey(presented), fixedIv);
      decipher.setAuthTag(sealed.subarray(sealed.length - gcmTagLength));
      try {
        const text = decipher.update(sealed.subarray(0, sealed.length - gcmTagLength));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
