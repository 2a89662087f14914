import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { CallerAccess, WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { WorkspacesService } from './workspaces.service.ts';

@Controller()
export class WorkspacesController {
  constructor(private readonly workspaces: WorkspacesService) {}

  @Route('listWorkspaces')
  list(@Granted() access: CallerAccess, @Input() input: InputOf<'listWorkspaces'>) {
    return this.workspaces.list(access, input);
  }

  @Route('createWorkspace')
  create(@Granted() access: CallerAccess, @Input() input: InputOf<'createWorkspace'>) {
    return this.workspaces.create(access, input);
  }

  @Route('getWorkspace')
  get(@Granted() access: WorkspaceAccess) {
    return this.workspaces.get(access);
  }

  @Route('updateWorkspace')
  update(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'updateWorkspace'>) {
    return this.workspaces.rename(access, input);
  }
}
