// Ready to paste: the same client in the forms that people need first.

import type { OAuth2Client } from '@gatehouse/contracts';
import { isPublic, signsPeopleIn } from './describe-client.ts';

export interface Snippet {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  /** Offered as a file of this name too. */
  readonly fileName?: string;
}

export function buildSnippets(client: OAuth2Client, issuer: string): readonly Snippet[] {
  const env = {
    id: 'env',
    title: '.env',
    code: buildEnv(client, issuer),
    fileName: 'gatehouse.env',
  };
  if (!signsPeopleIn(client)) {
    return [{ id: 'curl', title: 'curl', code: buildTokenCurl(client, issuer) }, env];
  }
  return [
    { id: 'node', title: 'Node.js', code: buildNode(client, issuer) },
    env,
    { id: 'cli', title: 'Command line', code: buildCommand(client, issuer) },
  ];
}

function buildEnv(client: OAuth2Client, issuer: string): string {
  const lines = [`ISSUER=${issuer}`, `CLIENT_ID=${client.client_id}`];
  const [redirect] = client.redirect_uris;
  if (!isPublic(client)) lines.push('CLIENT_SECRET=');
  if (redirect !== undefined) lines.push(`REDIRECT_URI=${redirect}`);
  return lines.join('\n');
}

function buildTokenCurl({ client_id: id }: OAuth2Client, issuer: string): string {
  return [
    `curl -u "${id}:$CLIENT_SECRET" \\`,
    '  -d grant_type=client_credentials \\',
    `  ${issuer}/oauth2/token`,
  ].join('\n');
}

function buildNode(client: OAuth2Client, issuer: string): string {
  const [redirect = 'https://app.example.com/callback'] = client.redirect_uris;
  const isPlain = issuer.startsWith('http:');
  const settings = [
    `new URL('${issuer}')`,
    `'${client.client_id}'`,
    isPublic(client) ? 'undefined' : 'process.env.CLIENT_SECRET',
    ...(isPublic(client) ? ['client.None()'] : isPlain ? ['undefined'] : []),
    ...(isPlain ? ['{ execute: [client.allowInsecureRequests] }'] : []),
  ];
  return `import * as client from 'openid-client';

const config = await client.discovery(
${settings.map((setting) => `  ${setting},`).join('\n')}
);

const codeVerifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const url = client.buildAuthorizationUrl(config, {
  redirect_uri: '${redirect}',
  scope: '${client.scope}',
  state,
  code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
  code_challenge_method: 'S256',
});

// Send the browser to url. In the callback:
const tokens = await client.authorizationCodeGrant(config, callbackUrl, {
  pkceCodeVerifier: codeVerifier,
  expectedState: state,
});`;
}

function buildCommand(client: OAuth2Client, issuer: string): string {
  const secret = isPublic(client) ? '' : ' --client-secret "$CLIENT_SECRET"';
  return `npx gatehouse perform authorization-code --endpoint ${issuer} \\\n  --client-id ${client.client_id}${secret}`;
}
