import { createHash, randomBytes } from 'node:crypto';
import type { OAuth2Client } from '@gatehouse/contracts';
import { signsPeopleIn } from './describe-client.ts';

/**
 * @returns an authorization request of the client, for trying its sign-in pages; undefined where it signs
 * nobody in. The code that comes back is of no use to anybody: its verifier is thrown away.
 */
export function buildTryUrl(client: OAuth2Client, issuer: string): string | undefined {
  const [redirectUri] = client.redirect_uris;
  if (redirectUri === undefined || !signsPeopleIn(client)) return undefined;
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(`${issuer}/oauth2/auth`);
  const parameters = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: client.scope,
    state: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
