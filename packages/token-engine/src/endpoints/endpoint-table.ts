// The endpoints of a project, by path below its issuer, and the name that discovery gives each of them.

export interface Endpoint {
  readonly path: string;
  /** The member of the metadata document that holds its address (RFC 8414 section 2). */
  readonly metadataName: string;
  /** Which clients authenticate there: all, those that can prove who they are, or none. */
  readonly clients: 'all' | 'confidential' | 'none';
}

export const endpointTable = {
  authorization: { path: '/oauth2/auth', metadataName: 'authorization_endpoint', clients: 'none' },
  deviceAuthorization: {
    path: '/oauth2/device/auth',
    metadataName: 'device_authorization_endpoint',
    clients: 'all',
  },
  token: { path: '/oauth2/token', metadataName: 'token_endpoint', clients: 'all' },
  userinfo: { path: '/userinfo', metadataName: 'userinfo_endpoint', clients: 'none' },
  credential: {
    path: '/credentials',
    metadataName: 'credentials_endpoint_draft_00',
    clients: 'none',
  },
  introspection: {
    path: '/oauth2/introspect',
    metadataName: 'introspection_endpoint',
    clients: 'confidential',
  },
  revocation: { path: '/oauth2/revoke', metadataName: 'revocation_endpoint', clients: 'all' },
  registration: {
    path: '/oauth2/register',
    metadataName: 'registration_endpoint',
    clients: 'none',
  },
  endSession: {
    path: '/oauth2/sessions/logout',
    metadataName: 'end_session_endpoint',
    clients: 'none',
  },
} as const satisfies Record<string, Endpoint>;

export const jwksPath = '/.well-known/jwks.json';
