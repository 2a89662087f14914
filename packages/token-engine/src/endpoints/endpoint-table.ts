// The endpoints of a project, by path below its issuer, and the name that discovery gives each of them.

import type { EndpointName } from '../trace/trace.ts';

export interface Endpoint {
  readonly path: string;
  /** The member of the metadata document that holds its address (RFC 8414 section 2). */
  readonly metadataName: string;
}

export const endpointTable = {
  token: { path: '/oauth2/token', metadataName: 'token_endpoint' },
  introspection: { path: '/oauth2/introspect', metadataName: 'introspection_endpoint' },
  revocation: { path: '/oauth2/revoke', metadataName: 'revocation_endpoint' },
} as const satisfies Partial<Record<EndpointName, Endpoint>>;

export const jwksPath = '/.well-known/jwks.json';
