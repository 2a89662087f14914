// What an organization's administrator is given to open and to write into the DNS.

import type { OrganizationDomainRow } from '@gatehouse/database';

/** @param projectUrl the project's own URL. @returns the link that opens the onboarding portal. */
export function buildPortalUrl(projectUrl: string, value: string): string {
  return `${projectUrl}/onboarding?link=${value}`;
}

/** @returns name and content of the TXT record (RFC 1035 section 3.3.14) that proves a domain. */
export function buildDomainRecord({
  domain,
  verificationToken,
}: Pick<OrganizationDomainRow, 'domain' | 'verificationToken'>): {
  readonly name: string;
  readonly value: string;
} {
  return {
    name: `_gatehouse.${domain}`,
    value: `gatehouse-domain-verification=${verificationToken}`,
  };
}
