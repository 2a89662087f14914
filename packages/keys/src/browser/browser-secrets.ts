// The secrets of browsers and native applications: what binds flows to a browser, session tokens, and the
// tokens derived from both. All are 256 random bits or a MAC; none is stored in the clear.

import { timingSafeEqual } from 'node:crypto';
import type { BrowserSecrets, HashedSecret } from '@gatehouse/identity-engine/ports';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from '../base64url.ts';
import { buildChecksum, stripChecksum } from '../checksum.ts';
import type { KeyPurpose } from '../keyring/key-purposes.ts';
import { type DerivedKey, type Keyring, keyTagLength } from '../keyring/keyring.ts';

const secretLength = keyTagLength + 32;

/** The port BrowserSecrets for one project: nothing made for one can be read in another. */
export function createBrowserSecrets(
  keyring: Keyring,
  projectId: ProjectId,
  random: Random,
): BrowserSecrets {
  const primaryKey = (purpose: KeyPurpose) => keyring.primaryKey({ purpose, tenantId: projectId });
  const keyOf = (purpose: KeyPurpose, bytes: Buffer) =>
    keyring.keyByTag({ purpose, tenantId: projectId }, bytes.readUInt32BE());

  /** key tag 4 | random 32 */
  const create = (purpose: KeyPurpose, prefix: string): HashedSecret => {
    const key = primaryKey(purpose);
    const bytes = Buffer.concat([key.tag, random.bytes(32)]);
    const text = prefix + bytes.toString('base64url');
    return { value: text + buildChecksum(text), hash: key.keyedHash(bytes) };
  };
  const read = (prefix: string, value: string): Buffer | undefined => {
    const text = value.startsWith(prefix) ? stripChecksum(value)?.slice(prefix.length) : undefined;
    const bytes = text === undefined ? undefined : parseBase64url(text);
    return bytes?.length === secretLength ? bytes : undefined;
  };
  const hash = (purpose: KeyPurpose, prefix: string, value: string): Uint8Array | undefined => {
    const bytes = read(prefix, value);
    const key = bytes === undefined ? undefined : keyOf(purpose, bytes);
    return bytes === undefined || key === undefined ? undefined : key.keyedHash(bytes);
  };
  const buildCsrfToken = (flowId: string, browserSecret: string): string => {
    const bytes = read('', browserSecret);
    const key = bytes === undefined ? undefined : keyOf('csrf-token', bytes);
    if (bytes === undefined || key === undefined) return '';
    return key.keyedHash(Buffer.concat([Buffer.from(flowId), bytes])).toString('base64url');
  };
  // The newest root makes the token, any root of the ring reads it.
  const buildLogoutToken = (key: DerivedKey, sessionId: string) =>
    Buffer.concat([key.tag, key.keyedHash(sessionId)]).toString('base64url');

  return {
    createBrowserSecret: () => create('browser-secret', ''),
    hashBrowserSecret: (value) => hash('browser-secret', '', value),
    isSameHash,
    buildCsrfToken,
    isCsrfToken(presented, { flowId, browserSecret }) {
      const expected = buildCsrfToken(flowId, browserSecret);
      return expected !== '' && isSameHash(Buffer.from(presented), Buffer.from(expected));
    },
    createSessionToken: () => create('session-token', tokenPrefixes.sessionToken),
    hashSessionToken: (value) => hash('session-token', tokenPrefixes.sessionToken, value),
    buildLogoutToken: (sessionId) => buildLogoutToken(primaryKey('logout-token'), sessionId),
    isLogoutToken(presented, sessionId) {
      const bytes = parseBase64url(presented);
      if (bytes?.length !== secretLength) return false;
      const key = keyOf('logout-token', bytes);
      if (key === undefined) return false;
      return isSameHash(Buffer.from(presented), Buffer.from(buildLogoutToken(key, sessionId)));
    },
    hashAttempt(subject) {
      const address = subject.kind === 'account_address' ? subject.address : '';
      const text = JSON.stringify([subject.kind, subject.identifier, address]);
      return primaryKey('login-attempt').keyedHash(text);
    },
  };
}

function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
