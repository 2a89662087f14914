// PKCE at the token endpoint: RFC 7636 section 4.6, and the downgrade check of RFC 9700 section 4.8.2.

import type { Sha256 } from '../ports/sha256.ts';
import type { Trail } from '../trace/trail.ts';

const verifierPattern = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Both or neither: a verifier without a challenge shows that somebody removed the challenge. */
export function checkPkceVerifier(
  verifier: string | undefined,
  challenge: string | undefined,
  context: { sha256: Sha256; trail: Trail },
): void {
  const { sha256, trail } = context;
  if (challenge === undefined) {
    if (verifier !== undefined) throw trail.refuse('pkce_verifier_unexpected', 'pkce');
    trail.pass('pkce', 'not used');
    return;
  }
  if (verifier === undefined || !verifierPattern.test(verifier) || sha256(verifier) !== challenge) {
    throw trail.refuse('pkce_verifier_wrong', 'pkce', {
      expected: 'the code_verifier of the challenge, 43 to 128 characters',
      received: verifier === undefined ? 'none' : `${verifier.length} characters`,
    });
  }
  trail.pass('pkce', 'S256');
}
