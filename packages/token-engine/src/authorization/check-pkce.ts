// PKCE at the authorization endpoint: RFC 7636 section 4.3, RFC 9700 section 2.1.1. Always for public
// clients; S256 only.

import type { Client } from '../clients/client.ts';
import type { ParameterSet } from '../parameters/parameter-set.ts';
import type { Trail } from '../trace/trail.ts';

// BASE64URL(SHA-256) is 43 characters.
const challengePattern = /^[A-Za-z0-9_-]{43}$/;

/** @returns the challenge, or undefined where a client that need not use PKCE does not. */
export function checkPkceChallenge(
  parameters: ParameterSet,
  client: Client,
  trail: Trail,
): string | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === undefined) {
    if (client.metadata.require_pkce || client.isPublic || method !== undefined) {
      throw trail.refuse('pkce_required', 'pkce', { expected: 'code_challenge with S256' });
    }
    trail.pass('pkce', 'not used: this client is open to code injection');
    return undefined;
  }
  if (method !== 'S256') {
    throw trail.refuse('pkce_method_not_allowed', 'pkce', {
      expected: 'S256',
      received: method ?? 'none, which means plain',
    });
  }
  if (!challengePattern.test(challenge)) {
    throw trail.refuse('pkce_challenge_malformed', 'pkce', {
      expected: '43 characters of base64url',
    });
  }
  trail.pass('pkce', 'S256');
  return challenge;
}
