// What somebody with a link does at the onboarding portal: see the organization, and prove its domains. The
// link is all that they have, and it opens one organization of one project until it ends.

import type {
  OnboardingPortalLinkRow,
  OrganizationDomainRow,
  OrganizationRow,
  ProjectScope,
  ProjectTransaction,
} from '@gatehouse/database';
import { portalLinkSecrets } from '@gatehouse/keys';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { buildDomainRecord } from './portal-addresses.ts';

/** Whoever comes with a link. */
export interface PortalVisit {
  readonly scope: ProjectScope;
  /** What the link carries. */
  readonly value: string;
}

export interface Portal {
  readonly organization: OrganizationRow;
  readonly expiresAt: Date;
}

/**
 * Looks the TXT records of a name up.
 * @returns their texts, each record's strings joined; empty where there are none; undefined where nobody
 *   answered in time, which says nothing about them.
 */
export type LookUpTxt = (name: string) => Promise<readonly string[] | undefined>;

/** `recent`: it was looked up a moment ago, and was not again. */
export type DomainCheckOutcome = 'verified' | 'missing' | 'unreachable' | 'recent';

const waitBetweenChecksMilliseconds = 5_000;

/** @returns what the link opens. Throws AdministrationError: not_found, for an ended link as for none. */
export function openPortal(
  dependencies: Pick<AdministrationDependencies, 'store' | 'keyring' | 'clock'>,
  visit: PortalVisit,
): Promise<Portal> {
  return dependencies.store.withProject(visit.scope, async (tx) => {
    const { organization, link } = await loadPortal(tx, visit, dependencies);
    return { organization, expiresAt: link.expiresAt };
  });
}

/**
 * Looks for the TXT record of one of the organization's domains, and writes down what was found. Nothing is
 * written where nobody answered. Throws AdministrationError: not_found.
 */
export async function checkPortalDomain(
  dependencies: AdministrationDependencies & { readonly lookUpTxt: LookUpTxt },
  visit: PortalVisit & { readonly domain: string; readonly requestId: string },
): Promise<DomainCheckOutcome> {
  const { store, clock, lookUpTxt } = dependencies;
  const { scope } = visit;
  const domain = await store.withProject(scope, async (tx) =>
    findDomain((await loadPortal(tx, visit, dependencies)).organization, visit.domain),
  );
  const sinceMilliseconds = clock.nowMilliseconds() - (domain.checkedAt?.getTime() ?? 0);
  if (sinceMilliseconds < waitBetweenChecksMilliseconds) return 'recent';
  // Outside the transaction: the network may take its time, and locks nothing meanwhile.
  const { name, value } = buildDomainRecord(domain);
  const texts = await lookUpTxt(name);
  if (texts === undefined) return 'unreachable';
  const isVerified = texts.includes(value);
  await store.withProject(scope, async (tx) => {
    const { organization, link } = await loadPortal(tx, visit, dependencies);
    const current = findDomain(organization, visit.domain);
    // Taken away and given back meanwhile: the record that was looked for is no proof of this one.
    if (current.verificationToken !== domain.verificationToken) throw portalNotFound();
    const { organizationId } = organization;
    const checkedAt = new Date(clock.nowMilliseconds());
    await tx.organizations.recordDomainCheck(
      { organizationId, domain: current.domain },
      { checkedAt, isVerified },
    );
    if (isVerified === (current.verifiedAt !== undefined)) return;
    const actor = {
      kind: 'onboarding_portal_link',
      id: link.linkId,
      name: 'Onboarding portal',
    } as const;
    await recordChange(
      tx,
      { actor, requestId: visit.requestId },
      {
        action: isVerified ? 'organization.domain_verified' : 'organization.domain_lost',
        targetType: 'organization',
        targetId: organizationId,
        changes: { domain: current.domain },
      },
    );
  });
  return isVerified ? 'verified' : 'missing';
}

async function loadPortal(
  tx: ProjectTransaction,
  { scope, value }: PortalVisit,
  { keyring, clock }: Pick<AdministrationDependencies, 'keyring' | 'clock'>,
): Promise<{ organization: OrganizationRow; link: OnboardingPortalLinkRow }> {
  const place = portalLinkSecrets.parse(value);
  if (place === undefined || place.tenantId !== scope.projectId) throw portalNotFound();
  const link = await tx.onboardingPortalLinks.find(place.rowId);
  const isMatch = portalLinkSecrets.matches(keyring, { place, value }, link?.secret);
  if (!isMatch || link === undefined) throw portalNotFound();
  if (link.expiresAt.getTime() <= clock.nowMilliseconds()) throw portalNotFound();
  const organization = await tx.organizations.find(link.organizationId);
  if (organization === undefined) throw portalNotFound();
  return { organization, link };
}

function findDomain({ domains }: OrganizationRow, domain: string): OrganizationDomainRow {
  const found = domains.find((row) => row.domain === domain);
  if (found === undefined) throw portalNotFound();
  return found;
}

function portalNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The link leads nowhere.', {
    reason: 'It has ended or was taken back. Ask whoever gave it to you for another.',
    field: 'link',
  });
}
