// Organizations and links to their portals as the wire has them: Ory's JSON.

import { buildDomainRecord } from '@gatehouse/administration';
import type { AnswerOf } from '@gatehouse/contracts';
import type {
  OnboardingPortalLinkRow,
  OrganizationDomainRow,
  OrganizationRow,
} from '@gatehouse/database';
import { readHomeRegion } from '../projects/home-region.ts';

type OrganizationWire = AnswerOf<'createOrganization'>;
export type BasicOrganizationWire = AnswerOf<'getProject'>['organizations'][number];

/** @returns the organization as a project's document lists it. */
export function buildBasicOrganization(row: OrganizationRow): BasicOrganizationWire {
  const { sessionLifespan, defaultRegion } = row;
  return {
    id: row.organizationId,
    label: row.label,
    domains: row.domains.map(({ domain }) => domain),
    ...(sessionLifespan === undefined ? {} : { session_lifespan: sessionLifespan }),
    ...(defaultRegion === undefined ? {} : { default_region: readHomeRegion(defaultRegion) }),
  };
}

export function buildOrganization(row: OrganizationRow): OrganizationWire {
  return {
    ...buildBasicOrganization(row),
    domain_verification: row.domains.map(buildDomain),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function buildDomain(row: OrganizationDomainRow): OrganizationWire['domain_verification'][number] {
  const { name, value } = buildDomainRecord(row);
  return {
    domain: row.domain,
    state: row.verifiedAt === undefined ? 'unverified' : 'verified',
    verified_at: row.verifiedAt?.toISOString() ?? null,
    checked_at: row.checkedAt?.toISOString() ?? null,
    record_name: name,
    record_value: value,
  };
}

/** @param value the link itself, where it was just made. */
export function buildOnboardingPortalLink(
  row: OnboardingPortalLinkRow,
  { projectId, value }: { readonly projectId: string; readonly value: string },
): AnswerOf<'createOrganizationOnboardingPortalLink'> {
  return {
    id: row.linkId,
    project_id: projectId,
    organization_id: row.organizationId,
    value,
    enable_sso: row.enableSso,
    enable_scim: row.enableScim,
    expires_at: row.expiresAt.toISOString(),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
