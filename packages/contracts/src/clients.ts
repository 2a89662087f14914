// OAuth 2.0 clients with every field of Ory's OAuth2Client. Only shapes are checked here; the rules of
// client metadata stand once, behind both planes.

import type { ClientLifespans } from '@gatehouse/protocol';
import * as z from 'zod';
import { clientId, namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

const texts = z.array(z.string());
const lifespan = z.string().nullable();

function eachLifespan<Schema extends z.ZodType>(
  schema: Schema,
): Record<keyof ClientLifespans, Schema> {
  return {
    authorization_code_grant_access_token_lifespan: schema,
    authorization_code_grant_id_token_lifespan: schema,
    authorization_code_grant_refresh_token_lifespan: schema,
    client_credentials_grant_access_token_lifespan: schema,
    device_authorization_grant_access_token_lifespan: schema,
    device_authorization_grant_id_token_lifespan: schema,
    device_authorization_grant_refresh_token_lifespan: schema,
    implicit_grant_access_token_lifespan: schema,
    implicit_grant_id_token_lifespan: schema,
    jwt_bearer_grant_access_token_lifespan: schema,
    refresh_token_grant_access_token_lifespan: schema,
    refresh_token_grant_id_token_lifespan: schema,
    refresh_token_grant_refresh_token_lifespan: schema,
  };
}

const publicJwk = z.object({
  kty: z.string(),
  kid: z.string(),
  use: z.string().optional(),
  alg: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  n: z.string().optional(),
  e: z.string().optional(),
});

const metadata = {
  access_token_strategy: z.enum(['', 'opaque', 'jwt']),
  allowed_cors_origins: texts,
  audience: texts,
  backchannel_logout_session_required: z.boolean(),
  backchannel_logout_uri: z.string(),
  client_name: z.string(),
  client_secret_expires_at: z.int(),
  client_uri: z.string(),
  contacts: texts,
  frontchannel_logout_session_required: z.boolean(),
  frontchannel_logout_uri: z.string(),
  grant_types: texts,
  jwks_uri: z.string(),
  logo_uri: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  owner: z.string(),
  policy_uri: z.string(),
  post_logout_redirect_uris: texts,
  redirect_uris: texts,
  request_object_signing_alg: z.string(),
  request_uris: texts,
  require_pkce: z.boolean(),
  response_types: texts,
  scope: z.string(),
  sector_identifier_uri: z.string(),
  skip_consent: z.boolean(),
  skip_logout_consent: z.boolean().nullable(),
  strict_client_authentication: z.boolean(),
  subject_type: z.enum(['public', 'pairwise']),
  token_endpoint_auth_method: z.string(),
  token_endpoint_auth_signing_alg: z.string(),
  tos_uri: z.string(),
  userinfo_signed_response_alg: z.string(),
};

export const oauth2Client = z
  .object({
    client_id: z.string(),
    client_secret: z.string().optional(),
    created_at: timestamp,
    updated_at: timestamp,
    jwks: z.object({ keys: z.array(publicJwk) }).nullable(),
    ...metadata,
    ...eachLifespan(lifespan),
  })
  .register(namedSchemas, { id: 'OAuth2Client' });
export type OAuth2Client = z.output<typeof oauth2Client>;

/** What may be sent. The fields that the server writes itself are taken so that a read can be sent back. */
export const oauth2ClientBody = z
  .strictObject({
    client_id: clientId,
    client_secret: z.string(),
    // Private members are refused behind this edge, with a message that says so.
    jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).nullable(),
    created_at: z.string(),
    updated_at: z.string(),
    registration_access_token: z.string(),
    registration_client_uri: z.string(),
    ...metadata,
    subject_type: z.enum(['', 'public', 'pairwise']),
    ...eachLifespan(lifespan),
  })
  .partial()
  .register(namedSchemas, { id: 'OAuth2ClientBody' });
export type OAuth2ClientBody = z.output<typeof oauth2ClientBody>;

export const clientLifespansBody = z
  .strictObject(eachLifespan(lifespan))
  .partial()
  .register(namedSchemas, { id: 'OAuth2ClientLifespans' });
export type ClientLifespansBody = z.output<typeof clientLifespansBody>;

export const listClientsQuery = z.strictObject({
  ...pageQuery,
  client_name: z.string().max(255).optional(),
  owner: z.string().max(255).optional(),
});

export const listClients = z
  .object({ clients: z.array(oauth2Client), ...nextPage })
  .register(namedSchemas, { id: 'ListOAuth2Clients' });

export const clientParams = z.strictObject({ project_id: uuid, client_id: clientId });
