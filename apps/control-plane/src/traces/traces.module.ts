import { Module } from '@nestjs/common';
import { TracesController } from './traces.controller.ts';
import { TracesService } from './traces.service.ts';

@Module({ controllers: [TracesController], providers: [TracesService] })
export class TracesModule {}
