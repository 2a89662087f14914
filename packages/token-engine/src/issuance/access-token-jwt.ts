// JWT access tokens: RFC 9068. The revocation epochs travel in a claim of our own, so that a JWT can be
// revoked like a sealed token wherever it is introspected.

import type { JwtClaims } from '../ports/signer.ts';
import {
  type AccessTokenClaims,
  buildEpochTuple,
  isStringArray,
  parseEpochTuple,
} from './access-token-claims.ts';
import { keepAddedClaims } from './added-claims.ts';

const epochsClaim = 'gh_epochs';

/**
 * `jti` is the token id in base64url; `aud` falls back to the issuer, as RFC 9068 section 3 wants one. What the
 * accepting page added stands beside the registered claims (RFC 9068 section 2.2.2) and, as at Ory, in `ext`.
 */
export function buildJwtClaims(
  claims: AccessTokenClaims,
  token: { issuer: string; jti: string; added?: Readonly<Record<string, unknown>> },
): JwtClaims {
  const { issuer, jti, added = {} } = token;
  return {
    ...keepAddedClaims(added),
    ...(Object.keys(added).length === 0 ? {} : { ext: added }),
    iss: issuer,
    sub: claims.subject,
    aud: claims.audience.length === 0 ? [issuer] : claims.audience,
    client_id: claims.clientId,
    scope: claims.scope.join(' '),
    iat: claims.issuedAtSeconds,
    nbf: claims.issuedAtSeconds,
    exp: claims.expiresAtSeconds,
    jti,
    [epochsClaim]: buildEpochTuple(claims.epochs),
  };
}

/** @returns the claims of a JWT whose signature and type have been verified, or undefined where one is missing. */
export function parseJwtClaims(
  jwt: JwtClaims,
  issuer: string,
): { claims: AccessTokenClaims; tokenId: Uint8Array } | undefined {
  const { iss, sub, aud, client_id: clientId, scope, iat, exp, jti } = jwt;
  const epochs = parseEpochTuple(jwt[epochsClaim]);
  if (iss !== issuer || epochs === undefined || !isStringArray(aud)) return undefined;
  if (typeof sub !== 'string' || typeof clientId !== 'string' || typeof scope !== 'string')
    return undefined;
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof jti !== 'string')
    return undefined;
  return {
    claims: {
      subject: sub,
      clientId,
      scope: scope === '' ? [] : scope.split(' '),
      audience: aud,
      issuedAtSeconds: iat,
      expiresAtSeconds: exp,
      epochs,
    },
    tokenId: Buffer.from(jti, 'base64url'),
  };
}
