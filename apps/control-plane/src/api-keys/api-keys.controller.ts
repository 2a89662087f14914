import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess, WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { ApiKeysService } from './api-keys.service.ts';

@Controller()
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Route('listWorkspaceApiKeys')
  listOfWorkspace(@Granted() access: WorkspaceAccess) {
    return this.apiKeys.listOfWorkspace(access);
  }

  @Route('createWorkspaceApiKey')
  createForWorkspace(
    @Granted() access: WorkspaceAccess,
    @Input() input: InputOf<'createWorkspaceApiKey'>,
  ) {
    return this.apiKeys.createForWorkspace(access, input);
  }

  @Route('deleteWorkspaceApiKey')
  deleteOfWorkspace(
    @Granted() access: WorkspaceAccess,
    @Input() input: InputOf<'deleteWorkspaceApiKey'>,
  ) {
    return this.apiKeys.deleteOfWorkspace(access, input);
  }

  @Route('listProjectApiKeys')
  listOfProject(@Granted() access: ProjectAccess) {
    return this.apiKeys.listOfProject(access);
  }

  @Route('createProjectApiKey')
  createForProject(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'createProjectApiKey'>,
  ) {
    return this.apiKeys.createForProject(access, input);
  }

  @Route('deleteProjectApiKey')
  deleteOfProject(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'deleteProjectApiKey'>,
  ) {
    return this.apiKeys.deleteOfProject(access, input);
  }

  @Route('createProjectAccess')
  exchange(@Granted() access: ProjectAccess) {
    return this.apiKeys.exchange(access);
  }
}
