// Documents in the form that the management API gives them.

export const projectId = '0197f4a0-0000-7000-8000-000000000001';
export const workspaceId = '0197f4a0-0000-7000-8000-0000000000aa';

const cors = { enabled: false, origins: [] };
const service = { config: {} };

/** A project that answers at this address. */
export function projectAt(url: string, id = projectId, slug = 'calm-lantern-1a2b'): object {
  return {
    id,
    name: 'Gatehouse OAuth2 Example',
    slug,
    url: `${url}/p/${slug}`,
    environment: 'dev',
    state: 'running',
    home_region: 'global',
    workspace_id: workspaceId,
    revision_id: '0197f4a0-0000-7000-8000-0000000000bb',
    organizations: [],
    cors_admin: cors,
    cors_public: cors,
    services: {
      oauth2: service,
      identity: service,
      account_experience: service,
      permission: service,
    },
  };
}

/** The same as a list shows it. */
export function projectMetadataAt(url: string, id = projectId, slug = 'calm-lantern-1a2b'): object {
  return {
    ...projectAt(url, id, slug),
    hosts: [],
    subscription_id: null,
    subscription_plan: null,
    created_at: '2026-11-24T08:00:00Z',
    updated_at: '2026-11-24T08:00:00Z',
  };
}

export const access = {
  access_token: 'gh_pak_short-lived',
  token_type: 'Bearer',
  expires_in: 900,
  scopes: ['clients:read'],
};

export const client = {
  client_id: 'demo',
  client_secret: 'gh_cs_shown-once',
  client_name: 'Client Credentials Demo',
  grant_types: ['client_credentials'],
  response_types: ['code'],
  scope: 'offline_access offline openid',
  audience: [],
  redirect_uris: [],
};
