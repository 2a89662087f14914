import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { OrganizationsService } from './organizations.service.ts';
import { PortalLinksService } from './portal-links.service.ts';

@Controller()
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly portalLinks: PortalLinksService,
  ) {}

  @Route('listOrganizations')
  list(@Granted() access: ProjectAccess, @Input() input: InputOf<'listOrganizations'>) {
    return this.organizations.list(access, input);
  }

  @Route('createOrganization')
  create(@Granted() access: ProjectAccess, @Input() input: InputOf<'createOrganization'>) {
    return this.organizations.create(access, input);
  }

  @Route('getOrganization')
  get(@Granted() access: ProjectAccess, @Input() input: InputOf<'getOrganization'>) {
    return this.organizations.get(access, input);
  }

  @Route('updateOrganization')
  set(@Granted() access: ProjectAccess, @Input() input: InputOf<'updateOrganization'>) {
    return this.organizations.set(access, input);
  }

  @Route('deleteOrganization')
  delete(@Granted() access: ProjectAccess, @Input() input: InputOf<'deleteOrganization'>) {
    return this.organizations.delete(access, input);
  }

  @Route('getOrganizationOnboardingPortalLinks')
  listLinks(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'getOrganizationOnboardingPortalLinks'>,
  ) {
    return this.portalLinks.list(access, input);
  }

  @Route('createOrganizationOnboardingPortalLink')
  createLink(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'createOrganizationOnboardingPortalLink'>,
  ) {
    return this.portalLinks.create(access, input);
  }

  @Route('updateOrganizationOnboardingPortalLink')
  setLink(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'updateOrganizationOnboardingPortalLink'>,
  ) {
    return this.portalLinks.set(access, input);
  }

  @Route('deleteOrganizationOnboardingPortalLink')
  deleteLink(
    @Granted() access: ProjectAccess,
    @Input() input: InputOf<'deleteOrganizationOnboardingPortalLink'>,
  ) {
    return this.portalLinks.delete(access, input);
  }
}
