import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { FailedJobsService } from './failed-jobs.service.ts';

@Controller()
export class FailedJobsController {
  constructor(private readonly jobs: FailedJobsService) {}

  @Route('listProjectFailedJobs')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listProjectFailedJobs'>) {
    return this.jobs.list(access, input);
  }

  @Route('retryProjectJob')
  retry(@Granted() access: ProjectAccess, @Input() input: InputOf<'retryProjectJob'>) {
    return this.jobs.retry(access, input);
  }
}
