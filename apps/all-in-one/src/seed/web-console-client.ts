// The client by which people sign in to the web console: confidential, and served by this very process. Its
// secret is derived from the keyring, so that all processes know it and none stores it.

import { deriveSecret } from '@gatehouse/keys';
import type { Installation } from '@gatehouse/project-runtime';
import { type Addressing, buildManagementUrl, type ProjectId } from '@gatehouse/protocol';
import { seedClient } from './seed-client.ts';

/** What the console needs to be that client. */
export interface WebConsoleSecrets {
  readonly clientSecret: string;
  readonly sealingKey: Uint8Array;
}

export async function seedWebConsoleClient(
  installation: Installation,
  projectId: ProjectId,
): Promise<WebConsoleSecrets> {
  const { keyring, addressing } = installation;
  const derive = (purpose: 'console-client-secret' | 'console-session') =>
    deriveSecret(keyring, { purpose, tenantId: projectId });
  const clientSecret = Buffer.from(derive('console-client-secret')).toString('base64url');
  await seedClient(installation, projectId, {
    clientId: 'console',
    input: { ...buildMetadata(addressing), client_secret: clientSecret },
  });
  return { clientSecret, sealingKey: derive('console-session') };
}

function buildMetadata(addressing: Addressing) {
  const origin = addressing.mode === 'path' ? addressing.origin : addressing.consoleOrigin;
  return {
    client_name: 'Gatehouse console',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${origin}/sign-in/callback`],
    post_logout_redirect_uris: [`${origin}/`],
    scope: 'openid offline_access offline email profile',
    audience: [buildManagementUrl(addressing)],
    require_pkce: true,
    skip_consent: true,
  };
}
