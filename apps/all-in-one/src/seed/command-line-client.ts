// The client by which people sign in on the command line: public, with PKCE, on a loopback port that the
// system picks (RFC 8252 section 7.3). Its id is the one that Ory's command line uses.

import type { Installation } from '@gatehouse/project-runtime';
import { buildManagementUrl, type ProjectId } from '@gatehouse/protocol';
import { seedClient } from './seed-client.ts';

/** Creates the client in the console's own project, or moves it to the address of today. */
export function seedCommandLineClient(
  installation: Installation,
  projectId: ProjectId,
): Promise<void> {
  return seedClient(installation, projectId, {
    clientId: 'ory-cli',
    input: {
      client_name: 'Gatehouse command line',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/callback'],
      scope: 'offline_access offline email profile openid',
      audience: [buildManagementUrl(installation.addressing)],
      // A link alone must not hand a member's token to another program on their machine (RFC 8252 section 8.6).
      skip_consent: false,
    },
  });
}
