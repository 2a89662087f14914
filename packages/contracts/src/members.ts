// Members: people of the console's own project who work in a workspace, with a role.

import * as z from 'zod';
import { displayName, namedSchemas, role, timestamp, uuid } from './fields.ts';

export const workspaceMember = z
  .object({
    id: uuid,
    email: z.string(),
    name: z.string(),
    role,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(namedSchemas, { id: 'WorkspaceMember' });
export type WorkspaceMember = z.output<typeof workspaceMember>;

export const listWorkspaceMembers = z
  .object({ members: z.array(workspaceMember) })
  .register(namedSchemas, { id: 'ListWorkspaceMembers' });

/** The id decides who gets access; e-mail and name only label the row in lists. */
export const addMemberBody = z
  .strictObject({
    id: uuid,
    role,
    email: z.email().max(254),
    name: displayName.optional(),
  })
  .register(namedSchemas, { id: 'AddMemberBody' });

export const setMemberBody = z.strictObject({ role }).register(namedSchemas, {
  id: 'SetMemberBody',
});

export const memberParams = z.strictObject({ workspace: uuid, member: uuid });

export const projectMemberParams = z.strictObject({ project: uuid, member: uuid });

/** A project's members are those of its workspace. `role` knows `admin` beside Ory's three. */
export const projectMember = z
  .object({
    id: uuid,
    email: z.string(),
    email_verified: z.boolean(),
    name: z.string(),
    role,
    source: z.enum(['project', 'workspace']),
  })
  .register(namedSchemas, { id: 'ProjectMember' });
export type ProjectMember = z.output<typeof projectMember>;
