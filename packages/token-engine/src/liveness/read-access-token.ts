// From a presented string to the claims of an access token of this project: authentic and of the right
// type, but not yet said to be live. Whatever is wrong with it, the answer is the same.

import { type AccessTokenClaims, decodeClaims } from '../issuance/access-token-claims.ts';
import { parseJwtClaims } from '../issuance/access-token-jwt.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';

export interface ReadToken {
  readonly claims: AccessTokenClaims;
  readonly tokenId: Uint8Array;
}

// Three base64url parts of a JWS in compact form (RFC 7515 section 7.1); longer than any we issue is refused.
const jwtPattern = /^[A-Za-z0-9_-]{2,2048}\.[A-Za-z0-9_-]{2,16384}\.[A-Za-z0-9_-]{2,2048}$/;

/** @returns undefined for anything that this project did not issue as an access token. */
export async function readAccessToken(
  value: string,
  project: ProjectRuntime,
  trail: Trail,
): Promise<ReadToken | undefined> {
  const token = project.sealer.looksSealed(value)
    ? readSealed(value, project)
    : await readJwt(value, project);
  if (token === undefined) {
    trail.fail('token_authenticity', { expected: 'an access token of this project' });
    return undefined;
  }
  trail.pass('token_authenticity');
  return token;
}

function readSealed(value: string, project: ProjectRuntime): ReadToken | undefined {
  const opened = project.sealer.open(value);
  if (opened === undefined) return undefined;
  const claims = decodeClaims(opened.plaintext);
  return claims && { claims, tokenId: opened.tokenId };
}

async function readJwt(value: string, project: ProjectRuntime): Promise<ReadToken | undefined> {
  if (!jwtPattern.test(value)) return undefined;
  const verified = await project.signer.verify(value, 'at+jwt');
  return verified && parseJwtClaims(verified, project.project.issuer);
}
