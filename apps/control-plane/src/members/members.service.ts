import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { WorkspaceTransaction } from '@gatehouse/database';
import { parseIdentityId, type WorkspaceId } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess, type WorkspaceAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { buildMember } from './build-member.ts';
import { checkMayGrant } from './check-may-grant.ts';

function lastOwner(): Refusal {
  return new Refusal('conflict', 'A workspace keeps at least one owner: appoint another first.');
}

@Injectable()
export class MembersService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list({ workspaceId }: WorkspaceAccess): Promise<AnswerOf<'listWorkspaceMembers'>> {
    const rows = await this.dependencies.store.withWorkspace(workspaceId, (tx) =>
      tx.members.list(),
    );
    return { members: rows.map(buildMember) };
  }

  async listOfProject({ project }: ProjectAccess): Promise<AnswerOf<'getProjectMembers'>> {
    const rows = await this.dependencies.store.withWorkspace(project.workspaceId, (tx) =>
      tx.members.list(),
    );
    return rows.map(({ memberId, email, name, role }) => ({
      id: memberId,
      email,
      // The row is a label; whether the address is verified, the identity knows.
      email_verified: false,
      name,
      role,
      source: 'workspace' as const,
    }));
  }

  add(
    access: WorkspaceAccess,
    { body }: InputOf<'addWorkspaceMember'>,
  ): Promise<AnswerOf<'addWorkspaceMember'>> {
    checkMayGrant(access, body.role);
    const memberId = parseIdentityId(body.id);
    if (memberId === undefined) throw new Refusal('invalid_request', 'body.id: is no identity.');
    return this.dependencies.store.withWorkspace(access.workspaceId, async (tx) => {
      const row = await tx.members.insert({
        memberId,
        role: body.role,
        email: body.email,
        name: body.name ?? '',
      });
      if (row === 'exists') throw new Refusal('conflict', 'This person is a member already.');
      await this.audit(tx, access, {
        action: 'member.added',
        memberId,
        changes: { role: body.role, email: body.email },
      });
      return buildMember(row);
    });
  }

  setRole(
    access: WorkspaceAccess,
    { params, body }: InputOf<'setWorkspaceMemberRole'>,
  ): Promise<AnswerOf<'setWorkspaceMemberRole'>> {
    return this.dependencies.store.withWorkspace(access.workspaceId, async (tx) => {
      const before = await tx.members.findForUpdate(params.member);
      if (before === undefined) throw notFound();
      checkMayGrant(access, before.role);
      checkMayGrant(access, body.role);
      const row = await tx.members.setRole(params.member, body.role);
      if (row === 'last_owner') throw lastOwner();
      if (row === undefined) throw notFound();
      await this.audit(tx, access, {
        action: 'member.updated',
        memberId: params.member,
        changes: { role: { before: before.role, after: body.role } },
      });
      return buildMember(row);
    });
  }

  remove(access: WorkspaceAccess, { params }: InputOf<'removeWorkspaceMember'>): Promise<void> {
    return this.removeFrom(access.workspaceId, access, params.member);
  }

  /** Nobody is a member of a project alone: whoever is removed from it leaves the workspace. */
  removeOfProject(
    access: ProjectAccess,
    { params }: InputOf<'removeProjectMember'>,
  ): Promise<void> {
    return this.removeFrom(access.project.workspaceId, access, params.member);
  }

  private async removeFrom(
    workspaceId: WorkspaceId,
    access: WorkspaceAccess | ProjectAccess,
    memberId: string,
  ): Promise<void> {
    await this.dependencies.store.withWorkspace(workspaceId, async (tx) => {
      const before = await tx.members.findForUpdate(memberId);
      if (before === undefined) throw notFound();
      checkMayGrant(access, before.role);
      const outcome = await tx.members.delete(memberId);
      if (outcome === 'last_owner') throw lastOwner();
      if (outcome === 'absent') throw notFound();
      await this.audit(tx, access, {
        action: 'member.removed',
        memberId,
        changes: { role: before.role, email: before.email },
      });
    });
  }

  private audit(
    tx: WorkspaceTransaction,
    access: WorkspaceAccess | ProjectAccess,
    event: { action: string; memberId: string; changes: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    return tx.audit({
      ...authorshipOf(access),
      action: event.action,
      targetType: 'member',
      targetId: event.memberId,
      ...(access.kind === 'project' ? { projectId: access.project.projectId } : {}),
      changes: event.changes,
    });
  }
}
