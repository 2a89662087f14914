// Workspaces: the tenant of the management API.

import * as z from 'zod';
import { displayName, namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

export const workspace = z
  .object({
    id: uuid,
    name: z.string(),
    created_at: timestamp,
    updated_at: timestamp,
    organization_id: z.null(),
    subscription_id: z.null(),
    subscription_plan: z.null(),
  })
  .register(namedSchemas, { id: 'Workspace' });
export type Workspace = z.output<typeof workspace>;

export const workspaceBody = z
  .strictObject({ name: displayName })
  .register(namedSchemas, { id: 'WorkspaceBody' });

export const listWorkspacesQuery = z.strictObject(pageQuery);

export const listWorkspaces = z
  .object({ workspaces: z.array(workspace), ...nextPage })
  .register(namedSchemas, { id: 'ListWorkspaces' });

export const workspaceParams = z.strictObject({ workspace: uuid });
