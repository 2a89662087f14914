// API keys of workspaces and projects. The value is shown once, where the key is made.

import * as z from 'zod';
import { displayName, namedSchemas, permission, timestamp, uuid } from './fields.ts';

const apiKey = {
  id: uuid,
  name: z.string(),
  owner_id: z.string(),
  scopes: z.array(permission),
  last_characters: z.string(),
  expires_at: timestamp.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
  value: z.string().optional(),
};

export const workspaceApiKey = z
  .object({ ...apiKey, workspace_id: uuid })
  .register(namedSchemas, { id: 'WorkspaceApiKey' });
export type WorkspaceApiKey = z.output<typeof workspaceApiKey>;

export const projectApiKey = z
  .object({ ...apiKey, project_id: uuid })
  .register(namedSchemas, { id: 'ProjectApiKey' });
export type ProjectApiKey = z.output<typeof projectApiKey>;

export const createApiKeyBody = z
  .strictObject({
    name: displayName,
    /** null or absent: the key ends only when it is deleted. */
    expires_at: timestamp.nullable().optional(),
    /** Never more than the creator may do. Absent: what such a key usually needs. */
    scopes: z.array(permission).min(1).max(50).optional(),
  })
  .register(namedSchemas, { id: 'CreateApiKeyBody' });
export type CreateApiKeyBody = z.output<typeof createApiKeyBody>;

/** A key of one project for a quarter of an hour, made out of what the caller may do there. */
export const projectAccess = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scopes: z.array(permission),
  })
  .register(namedSchemas, { id: 'ProjectAccess' });
export type ProjectAccess = z.output<typeof projectAccess>;

export const workspaceTokenParams = z.strictObject({ workspace: uuid, token_id: uuid });
export const projectTokenParams = z.strictObject({ project: uuid, token_id: uuid });
