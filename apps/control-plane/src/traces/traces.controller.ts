import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { TracesService } from './traces.service.ts';

@Controller()
export class TracesController {
  constructor(private readonly traces: TracesService) {}

  @Route('listProjectTraces')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listProjectTraces'>) {
    return this.traces.list(access, input);
  }

  @Route('getProjectTrace')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getProjectTrace'>) {
    return this.traces.get(access, input);
  }
}
