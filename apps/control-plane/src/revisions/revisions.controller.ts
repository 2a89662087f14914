import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { RevisionsService } from './revisions.service.ts';

@Controller()
export class RevisionsController {
  constructor(private readonly revisions: RevisionsService) {}

  @Route('listProjectRevisions')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listProjectRevisions'>) {
    return this.revisions.list(access, input);
  }

  @Route('getProjectRevision')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getProjectRevision'>) {
    return this.revisions.get(access, input);
  }

  @Route('revertProjectRevision')
  revert(@Granted() access: ProjectAccess, @Input() input: InputOf<'revertProjectRevision'>) {
    return this.revisions.revert(access, input);
  }
}
