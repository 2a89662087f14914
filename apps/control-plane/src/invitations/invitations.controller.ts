import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { CallerAccess, WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { InvitationsService } from './invitations.service.ts';

@Controller()
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Route('listWorkspaceInvitations')
  list(@Granted() access: WorkspaceAccess) {
    return this.invitations.list(access);
  }

  @Route('createWorkspaceInvitation')
  create(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'createWorkspaceInvitation'>) {
    return this.invitations.create(access, input);
  }

  @Route('deleteWorkspaceInvitation')
  revoke(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'deleteWorkspaceInvitation'>) {
    return this.invitations.revoke(access, input);
  }

  @Route('readInvitation')
  read(@Input() input: InputOf<'readInvitation'>) {
    return this.invitations.read(input);
  }

  @Route('acceptInvitation')
  accept(@Granted() access: CallerAccess, @Input() input: InputOf<'acceptInvitation'>) {
    return this.invitations.accept(access, input);
  }
}
