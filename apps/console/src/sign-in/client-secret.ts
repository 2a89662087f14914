import { hkdfSync } from 'node:crypto';

/** @returns the secret of the client `console` in the built-in project, for whoever creates that client. */
export function deriveClientSecret(sealingKey: Uint8Array): string {
  const derived = hkdfSync('sha256', sealingKey, '', 'gatehouse console client secret', 32);
  return Buffer.from(derived).toString('base64url');
}
