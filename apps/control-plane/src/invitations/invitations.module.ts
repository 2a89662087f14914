import { Module } from '@nestjs/common';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsService } from './invitations.service.ts';

@Module({ controllers: [InvitationsController], providers: [InvitationsService] })
export class InvitationsModule {}
