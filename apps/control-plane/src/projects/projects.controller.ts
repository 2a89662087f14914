import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { CallerAccess, ProjectAccess, WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { ProjectsService } from './projects.service.ts';

@Controller()
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Route('listProjects')
  list(@Granted() access: CallerAccess) {
    return this.projects.list(access);
  }

  @Route('createProject')
  create(@Granted() access: CallerAccess, @Input() input: InputOf<'createProject'>) {
    return this.projects.create(access, input);
  }

  @Route('listWorkspaceProjects')
  listOfWorkspace(
    @Granted() access: WorkspaceAccess,
    @Input() input: InputOf<'listWorkspaceProjects'>,
  ) {
    return this.projects.listOfWorkspace(access, input);
  }

  @Route('getProject')
  get(@Granted() access: ProjectAccess) {
    return this.projects.get(access);
  }

  @Route('patchProject')
  patch(@Granted() access: ProjectAccess, @Input() input: InputOf<'patchProject'>) {
    return this.projects.patch(access, input.body);
  }

  @Route('patchProjectWithRevision')
  patchRevision(
    @Granted() access: ProjectAccess,
    @Input() { body, params }: InputOf<'patchProjectWithRevision'>,
  ) {
    return this.projects.patch(access, body, params.revision_id);
  }

  @Route('setProject')
  set(@Granted() access: ProjectAccess, @Input() input: InputOf<'setProject'>) {
    return this.projects.set(access, input);
  }

  @Route('purgeProject')
  purge(@Granted() access: ProjectAccess) {
    return this.projects.purge(access);
  }
}
