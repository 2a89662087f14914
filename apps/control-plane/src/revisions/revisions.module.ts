import { Module } from '@nestjs/common';
import { ProjectsModule } from '../projects/projects.module.ts';
import { RevisionsController } from './revisions.controller.ts';
import { RevisionsService } from './revisions.service.ts';

@Module({
  imports: [ProjectsModule],
  controllers: [RevisionsController],
  providers: [RevisionsService],
})
export class RevisionsModule {}
