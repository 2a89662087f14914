import { Module } from '@nestjs/common';
import { ClientsController } from './clients.controller.ts';
import { ClientsService } from './clients.service.ts';

@Module({ controllers: [ClientsController], providers: [ClientsService] })
export class ClientsModule {}
