// Links by which somebody of an organization reaches its onboarding portal, in Ory's JSON.

import * as z from 'zod';
import { namedSchemas, timestamp, uuid } from './fields.ts';
import { organizationParams } from './organizations.ts';

export const onboardingPortalLink = z
  .object({
    id: uuid,
    project_id: uuid,
    organization_id: uuid,
    /** The link itself, shown once where it is made; empty from then on, for only its hash is kept. */
    value: z.string(),
    enable_sso: z.boolean(),
    enable_scim: z.boolean(),
    expires_at: timestamp,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(namedSchemas, { id: 'OnboardingPortalLink' });

const body = {
  enable_sso: z.boolean(),
  enable_scim: z.boolean().optional(),
  expires_at: timestamp.nullable().optional(),
};

/** Without `expires_at` the link ends after seven days. */
export const createPortalLinkBody = z
  .strictObject(body)
  .register(namedSchemas, { id: 'CreateOrganizationOnboardingPortalLinkBody' });

/** Without `expires_at` the end stays as it is. */
export const updatePortalLinkBody = z
  .strictObject(body)
  .register(namedSchemas, { id: 'UpdateOrganizationOnboardingPortalLinkBody' });
export type PortalLinkBody = z.output<typeof updatePortalLinkBody>;

export const listPortalLinksResponse = z
  .object({ links: z.array(onboardingPortalLink) })
  .register(namedSchemas, { id: 'OrganizationOnboardingPortalLinksResponse' });

export const portalLinkParams = z.strictObject({
  ...organizationParams.shape,
  onboarding_portal_link_id: uuid,
});
