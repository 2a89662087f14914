import type { DomainTaken } from '@gatehouse/database';
import { AdministrationError } from '../administration-error.ts';

export function organizationNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The organization does not exist.', {
    reason: 'This project has no organization of that id.',
    field: 'organization_id',
  });
}

export function invalidOrganization(field: string, reason: string): AdministrationError {
  return new AdministrationError('invalid', 'The organization is not valid.', { reason, field });
}

/** One domain leads to one organization of a project. */
export function domainConflict({ takenDomain }: DomainTaken): AdministrationError {
  return new AdministrationError('conflict', 'The domain belongs to another organization.', {
    reason: `Another organization of this project has ${takenDomain}. Take it away there first.`,
    field: 'domains',
  });
}

export function portalLinkNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The portal link does not exist.', {
    reason: 'This organization has no onboarding portal link of that id.',
    field: 'onboarding_portal_link_id',
  });
}
