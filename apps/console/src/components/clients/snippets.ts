// Ready to paste: the same client in the forms that people need first.

import type { OAuth2Client } from '@gatehouse/contracts';
import { isDevice, isPublic, signsPeopleIn } from './describe-client.ts';

export interface Snippet {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  /** Offered as a file of this name too. */
  readonly fileName?: string;
}

export interface SnippetPlace {
  readonly issuer: string;
  /** The id of the project, as the command takes it. */
  readonly project: string;
}

export function buildSnippets(
  client: OAuth2Client,
  { issuer, project }: SnippetPlace,
): readonly Snippet[] {
  const env = {
    id: 'env',
    title: '.env',
    code: buildEnv(client, issuer),
    fileName: 'gatehouse.env',
  };
  const command = (grant: string) => ({
    id: 'cli',
    title: 'Command line',
    code: buildCommand(client, grant, project),
  });
  if (!signsPeopleIn(client) && isDevice(client)) {
    const curl = { id: 'curl', title: 'curl', code: buildDeviceCurl(client, issuer) };
    return [curl, env, command('device-code')];
  }
  if (!signsPeopleIn(client)) {
    return [{ id: 'curl', title: 'curl', code: buildTokenCurl(client, issuer) }, env];
  }
  return [
    { id: 'node', title: 'Node.js', code: buildNode(client, issuer) },
    env,
    command('authorization-code'),
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

/** RFC 8628 sections 3.1 and 3.4. */
function buildDeviceCurl(client: OAuth2Client, issuer: string): string {
  const { client_id: id, scope } = client;
  const who = isPublic(client) ? `-d client_id=${id}` : `-u "${id}:$CLIENT_SECRET"`;
  return [
    `curl ${who} -d "scope=${scope}" \\`,
    `  ${issuer}/oauth2/device/auth`,
    '',
    '# Show user_code and verification_uri. Then, every interval seconds, until it answers with tokens:',
    `curl ${who} -d "device_code=$DEVICE_CODE" \\`,
    '  -d grant_type=urn:ietf:params:oauth:grant-type:device_code \\',
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

function buildCommand(client: OAuth2Client, grant: string, project: string): string {
  const secret = isPublic(client) ? '' : ' --client-secret "$CLIENT_SECRET"';
  return `npx gatehouse perform ${grant} --project ${project} \\\n  --client-id ${client.client_id}${secret}`;
}
