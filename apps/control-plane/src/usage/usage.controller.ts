import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { UsageService } from './usage.service.ts';

@Controller()
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Route('getProjectUsage')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getProjectUsage'>) {
    return this.usage.get(access, input);
  }
}
