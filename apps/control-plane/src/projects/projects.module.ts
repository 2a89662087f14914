import { Module } from '@nestjs/common';
import { ProjectChangesService } from './project-changes.service.ts';
import { ProjectsController } from './projects.controller.ts';
import { ProjectsService } from './projects.service.ts';

@Module({
  controllers: [ProjectsController],
  providers: [ProjectsService, ProjectChangesService],
  exports: [ProjectChangesService],
})
export class ProjectsModule {}
