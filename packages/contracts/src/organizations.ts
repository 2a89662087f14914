// Organizations of a project, in Ory's JSON: customers whose people belong together. Ours beside it:
// `domain_verification`, the state of each domain and the TXT record that proves it.

import * as z from 'zod';
import { displayName, homeRegion, namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

/** Absent and empty mean the same to Ory's clients: nothing is set. */
const optionalText = z.string().max(64).optional();

export const organizationDomain = z
  .object({
    domain: z.string(),
    state: z.enum(['unverified', 'verified']),
    verified_at: timestamp.nullable(),
    checked_at: timestamp.nullable(),
    /** Where the TXT record stands, and what it says. */
    record_name: z.string(),
    record_value: z.string(),
  })
  .register(namedSchemas, { id: 'OrganizationDomain' });

const basic = {
  id: uuid,
  label: z.string(),
  /** Lower-case A-labels (RFC 5890). */
  domains: z.array(z.string()),
  session_lifespan: z.string().optional(),
  default_region: homeRegion.optional(),
};

/** An organization as a project's document lists it. */
export const basicOrganization = z
  .object(basic)
  .register(namedSchemas, { id: 'BasicOrganization' });

export const organization = z
  .object({
    ...basic,
    domain_verification: z.array(organizationDomain),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(namedSchemas, { id: 'Organization' });

export const organizationBody = z
  .strictObject({
    label: displayName,
    /** As people write them; kept in lower-case A-labels, each once. */
    domains: z.array(z.string().max(1000)).max(100).optional(),
    /** Absent or empty: the project's. */
    session_lifespan: optionalText,
    default_region: z.union([homeRegion, z.literal('')]).optional(),
  })
  .register(namedSchemas, { id: 'OrganizationBody' });
export type OrganizationBody = z.output<typeof organizationBody>;

export const getOrganizationResponse = z
  .object({ organization })
  .register(namedSchemas, { id: 'GetOrganizationResponse' });

export const listOrganizationsQuery = z.strictObject({
  ...pageQuery,
  /** Only the one that has it, in any spelling. */
  domain: z.string().max(1000).optional(),
});

export const listOrganizationsResponse = z
  .object({ organizations: z.array(organization), ...nextPage })
  .register(namedSchemas, { id: 'ListOrganizationsResponse' });

export const organizationParams = z.strictObject({ project_id: uuid, organization_id: uuid });
