// The ID token as it comes from the token endpoint, over the connection that vouches for it: OpenID
// Connect Core section 3.1.3.7.

import { isJsonObject, type JsonObject, memberAt, textAt, textsAt } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';

export interface ExpectedIdToken {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const clockSkewSeconds = 60;

/** @returns the payload of a signed JWT (RFC 7515 section 3.1), or undefined where it is none. */
export function decodeClaims(token: string): JsonObject | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function findFault(claims: JsonObject, expected: ExpectedIdToken): string | undefined {
  const audience = textsAt(claims, 'aud');
  const isForUs =
    textAt(claims, 'aud') === expected.clientId || audience.includes(expected.clientId);
  const expiresAtSeconds = Number(memberAt(claims, 'exp'));
  if (textAt(claims, 'iss') !== expected.issuer) return 'another issuer made it';
  if (!isForUs) return 'it is meant for another client';
  if (textAt(claims, 'nonce') !== expected.nonce) return 'it does not belong to this login (nonce)';
  if (!((expiresAtSeconds + clockSkewSeconds) * 1000 > expected.now)) return 'it has expired';
  return undefined;
}

/**
 * @returns the claims.
 * @throws CommandError where the token is no JWT, or not the answer to this login.
 */
export function checkIdToken(token: string, expected: ExpectedIdToken): JsonObject {
  const claims = decodeClaims(token);
  if (claims === undefined) throw new CommandError('The ID token is no signed JWT.');
  const fault = findFault(claims, expected);
  if (fault !== undefined) throw new CommandError(`The ID token was refused: ${fault}.`);
  return claims;
}
