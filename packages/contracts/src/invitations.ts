// Invitations to a workspace. The link is shown once, where the invitation is made.

import * as z from 'zod';
import { actor, namedSchemas, role, timestamp, uuid } from './fields.ts';
import { workspaceMember } from './members.ts';

export const invitationDays = { usual: 7, longest: 30 } as const;

const invitation = {
  id: uuid,
  role,
  created_by: actor,
  created_at: timestamp,
  expires_at: timestamp,
};

export const workspaceInvitation = z
  .object(invitation)
  .register(namedSchemas, { id: 'WorkspaceInvitation' });
export type WorkspaceInvitation = z.output<typeof workspaceInvitation>;

export const createdInvitation = z
  .object({ ...invitation, link: z.url() })
  .register(namedSchemas, { id: 'CreatedInvitation' });

export const listWorkspaceInvitations = z
  .object({ invitations: z.array(workspaceInvitation) })
  .register(namedSchemas, { id: 'ListWorkspaceInvitations' });

export const createInvitationBody = z
  .strictObject({
    role,
    /** How long the link can be used. */
    lifetime_days: z.int().min(1).max(invitationDays.longest).default(invitationDays.usual),
  })
  .register(namedSchemas, { id: 'CreateInvitationBody' });

export const invitationParams = z.strictObject({ workspace: uuid, invitation: uuid });

/** What the link carries. In a body, so that it stands in no address and no log. */
export const presentedInvitation = z
  .strictObject({ invitation: z.string().min(1).max(200) })
  .register(namedSchemas, { id: 'PresentedInvitation' });

/** What an invitation offers to whoever holds it. */
export const offeredInvitation = z
  .object({
    workspace: z.object({ id: uuid, name: z.string() }),
    role,
    invited_by: actor.pick({ kind: true, name: true }),
    expires_at: timestamp,
  })
  .register(namedSchemas, { id: 'OfferedInvitation' });
export type OfferedInvitation = z.output<typeof offeredInvitation>;

export const acceptedInvitation = z
  .object({ workspace: z.object({ id: uuid, name: z.string() }), member: workspaceMember })
  .register(namedSchemas, { id: 'AcceptedInvitation' });
