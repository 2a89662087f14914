import type { TrustedIssuerRow } from '@gatehouse/database';
import type { GrantId } from '@gatehouse/protocol';
import { createGrantId } from '../fixtures/ids.ts';

export interface TrustedIssuerIds {
  readonly trustedIssuerId: GrantId;
}

export function createTrustedIssuerIds(): TrustedIssuerIds {
  return { trustedIssuerId: createGrantId() };
}

export function buildTrustedIssuer(
  ids: TrustedIssuerIds & { readonly kid: string },
  mark: string,
): Omit<TrustedIssuerRow, 'createdAt'> {
  return {
    issuerId: ids.trustedIssuerId,
    issuer: mark,
    subject: mark,
    scope: [mark],
    publicJwk: { kty: 'OKP', crv: 'Ed25519', kid: ids.kid, alg: 'EdDSA', x: mark },
    expiresAt: new Date('2090-01-01T00:00:00Z'),
  };
}
