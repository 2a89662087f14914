// Claims that the accepting page adds to tokens: whatever the protocol gives a meaning, it says itself.

/** RFC 7519 section 4.1, RFC 7662, RFC 7800, RFC 8693, RFC 9068, OpenID Connect Core section 2, and our own. */
const reserved = new Set([
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'jti',
    'client_id',
    'scope',
    'cnf',
    'act',
    'may_act',
  ],
  ...['auth_time', 'acr', 'amr', 'azp', 'nonce', 'sid', 'at_hash', 'c_hash', 's_hash', 'events'],
  ...['active', 'username', 'token_type', 'token_use', 'ext', 'gh_epochs'],
]);

/** @returns the claims that may stand beside those of the protocol. */
export function keepAddedClaims(
  claims: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !reserved.has(name)));
}
