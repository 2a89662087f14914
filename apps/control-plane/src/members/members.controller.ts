import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess, WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { MembersService } from './members.service.ts';

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Route('listWorkspaceMembers')
  list(@Granted() access: WorkspaceAccess) {
    return this.members.list(access);
  }

  @Route('addWorkspaceMember')
  add(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'addWorkspaceMember'>) {
    return this.members.add(access, input);
  }

  @Route('setWorkspaceMemberRole')
  setRole(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'setWorkspaceMemberRole'>) {
    return this.members.setRole(access, input);
  }

  @Route('removeWorkspaceMember')
  remove(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'removeWorkspaceMember'>) {
    return this.members.remove(access, input);
  }

  @Route('getProjectMembers')
  listOfProject(@Granted() access: ProjectAccess) {
    return this.members.listOfProject(access);
  }

  @Route('removeProjectMember')
  removeOfProject(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'removeProjectMember'>,
  ) {
    return this.members.removeOfProject(access, input);
  }
}
