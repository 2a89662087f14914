import { Module } from '@nestjs/common';
import { OrganizationsController } from './organizations.controller.ts';
import { OrganizationsService } from './organizations.service.ts';
import { PortalLinksService } from './portal-links.service.ts';

@Module({
  controllers: [OrganizationsController],
  providers: [OrganizationsService, PortalLinksService],
})
export class OrganizationsModule {}
