import { Module } from '@nestjs/common';
import { FailedJobsController } from './failed-jobs.controller.ts';
import { FailedJobsService } from './failed-jobs.service.ts';

@Module({ controllers: [FailedJobsController], providers: [FailedJobsService] })
export class FailedJobsModule {}
