import {
  acceptInvitation,
  buildInvitationLink,
  createInvitation,
  listInvitations,
  readInvitation,
  revokeInvitation,
} from '@gatehouse/administration';
import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { InvitationRow, WorkspaceRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type CallerAccess, type WorkspaceAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { Refusal } from '../http/refusal.ts';
import { buildMember } from '../members/build-member.ts';
import { checkMayGrant } from '../members/check-may-grant.ts';

const daySeconds = 86_400;

function buildInvitation(row: InvitationRow) {
  return {
    id: row.id,
    role: row.role,
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}

const nameWorkspace = ({ workspaceId: id, name }: WorkspaceRow) => ({ id, name });

@Injectable()
export class InvitationsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list({ workspaceId }: WorkspaceAccess): Promise<AnswerOf<'listWorkspaceInvitations'>> {
    const rows = await listInvitations(this.dependencies, workspaceId);
    return { invitations: rows.map(buildInvitation) };
  }

  async create(
    access: WorkspaceAccess,
    { body }: InputOf<'createWorkspaceInvitation'>,
  ): Promise<AnswerOf<'createWorkspaceInvitation'>> {
    checkMayGrant(access, body.role);
    const { row, value } = await createInvitation(this.dependencies, {
      workspaceId: access.workspaceId,
      by: authorshipOf(access),
      role: body.role,
      lifetimeSeconds: body.lifetime_days * daySeconds,
    });
    const link = buildInvitationLink(this.dependencies.addressing, value);
    return { ...buildInvitation(row), link };
  }

  revoke(access: WorkspaceAccess, { params }: InputOf<'deleteWorkspaceInvitation'>): Promise<void> {
    return revokeInvitation(this.dependencies, {
      workspaceId: access.workspaceId,
      invitationId: params.invitation,
      by: authorshipOf(access),
    });
  }

  async read({ body }: InputOf<'readInvitation'>): Promise<AnswerOf<'readInvitation'>> {
    const { row, workspace } = await readInvitation(this.dependencies, body.invitation);
    return {
      workspace: nameWorkspace(workspace),
      role: row.role,
      invited_by: { kind: row.createdBy.kind, name: row.createdBy.name },
      expires_at: row.expiresAt.toISOString(),
    };
  }

  async accept(
    access: CallerAccess,
    { body }: InputOf<'acceptInvitation'>,
  ): Promise<AnswerOf<'acceptInvitation'>> {
    if (access.caller.kind !== 'member') throw new Refusal('forbidden');
    const { workspace, member } = await acceptInvitation(this.dependencies, {
      value: body.invitation,
      by: authorshipOf(access),
      member: access.caller.member,
    });
    return { workspace: nameWorkspace(workspace), member: buildMember(member) };
  }
}
