// The client by which people sign in to the web console: confidential. Its secret is derived from the console's
// own key, and that one from the keyring unless it was given, so that a console in a process of its own needs
// neither keyring nor database.

import { deriveClientSecret } from '@gatehouse/console/server';
import { deriveSecret } from '@gatehouse/keys';
import type { Installation } from '@gatehouse/project-runtime';
import { type Addressing, buildManagementUrl, type ProjectId } from '@gatehouse/protocol';
import { seedClient } from './seed-client.ts';

/** @param configuredKey GATEHOUSE_CONSOLE_KEY. @returns the key that the console has to be given. */
export async function seedWebConsoleClient(
  installation: Installation,
  projectId: ProjectId,
  configuredKey: Uint8Array | undefined,
): Promise<Uint8Array> {
  const { keyring, addressing } = installation;
  const use = { purpose: 'console-sealing-key', tenantId: projectId } as const;
  const sealingKey = configuredKey ?? deriveSecret(keyring, use);
  await seedClient(installation, projectId, {
    clientId: 'console',
    input: { ...buildMetadata(addressing), client_secret: deriveClientSecret(sealingKey) },
  });
  return sealingKey;
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
