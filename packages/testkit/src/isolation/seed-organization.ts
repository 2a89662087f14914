import { randomUUID } from 'node:crypto';
import type {
  OnboardingPortalLinkRow,
  OrganizationContent,
  ProjectTransaction,
} from '@gatehouse/database';

/** Ids of an organization and of a link to its portal. */
export interface OrganizationIds {
  readonly organizationId: string;
  readonly domain: string;
  readonly portalLinkId: string;
}

export function createOrganizationIds(name: string): OrganizationIds {
  return {
    organizationId: randomUUID(),
    domain: `${name}.example`,
    portalLinkId: randomUUID(),
  };
}

export function buildOrganization({ domain }: OrganizationIds, mark: string): OrganizationContent {
  return {
    label: mark,
    sessionLifespan: undefined,
    defaultRegion: undefined,
    domains: [{ domain, verificationToken: mark }],
  };
}

export function buildPortalLink(
  { organizationId, portalLinkId }: OrganizationIds,
  mark: string,
): Omit<OnboardingPortalLinkRow, 'createdAt' | 'updatedAt'> {
  return {
    linkId: portalLinkId,
    organizationId,
    secret: { keyId: mark, hash: new Uint8Array([1]) },
    enableSso: true,
    enableScim: false,
    expiresAt: new Date('2090-01-01T00:00:00Z'),
  };
}

/** An organization with a domain and a link to its portal. */
export async function seedOrganization(
  tx: ProjectTransaction,
  ids: OrganizationIds,
  mark: string,
): Promise<void> {
  await tx.organizations.insert(ids.organizationId, buildOrganization(ids, mark));
  await tx.onboardingPortalLinks.insert(buildPortalLink(ids, mark));
}
