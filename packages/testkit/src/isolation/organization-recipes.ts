import type { ProjectTransaction } from '@gatehouse/database';
import { type IsolationRecipes, wholePage } from './recipe.ts';
import { buildOrganization, buildPortalLink, type OrganizationIds } from './seed-organization.ts';

const markOfB = 'mark-of-b';
const now = new Date();
const linkOf = ({ organizationId, portalLinkId }: OrganizationIds) => ({
  organizationId,
  linkId: portalLinkId,
});

/** Organizations and the links to their portals. */
export const organizationRecipes: IsolationRecipes<ProjectTransaction> = {
  'organizations.find': {
    call: (tx, { organizationId }) => tx.organizations.find(organizationId),
    absent: undefined,
  },
  'organizations.findForUpdate': {
    call: (tx, { organizationId }) => tx.organizations.findForUpdate(organizationId),
    absent: undefined,
  },
  'organizations.hold': {
    call: (tx, { organizationId }) => tx.organizations.hold(organizationId),
    absent: false,
  },
  'organizations.list': {
    call: (tx, { domain }) => tx.organizations.list(wholePage, { domain }),
    absent: [],
  },
  'organizations.update': {
    call: (tx, ids) => tx.organizations.update(ids.organizationId, buildOrganization(ids, markOfB)),
    absent: undefined,
  },
  'organizations.recordDomainCheck': {
    call: (tx, { organizationId, domain }) =>
      tx.organizations.recordDomainCheck(
        { organizationId, domain },
        { checkedAt: now, isVerified: true },
      ),
    absent: false,
  },
  'onboardingPortalLinks.list': {
    call: (tx, { organizationId }) => tx.onboardingPortalLinks.list(organizationId),
    absent: [],
  },
  'onboardingPortalLinks.find': {
    call: (tx, { portalLinkId }) => tx.onboardingPortalLinks.find(portalLinkId),
    absent: undefined,
  },
  'onboardingPortalLinks.update': {
    call: (tx, ids) =>
      tx.onboardingPortalLinks.update(linkOf(ids), {
        enableSso: false,
        enableScim: false,
        expiresAt: now,
      }),
    absent: undefined,
  },
  'onboardingPortalLinks.delete': {
    call: (tx, ids) => tx.onboardingPortalLinks.delete(linkOf(ids)),
    absent: false,
  },
  'organizations.delete': {
    call: (tx, { organizationId }) => tx.organizations.delete(organizationId),
    absent: undefined,
  },
  // From here on B has what only A had before.
  'organizations.insert': {
    call: (tx, ids) => tx.organizations.insert(ids.organizationId, buildOrganization(ids, markOfB)),
  },
  'onboardingPortalLinks.insert': {
    call: (tx, ids) => tx.onboardingPortalLinks.insert(buildPortalLink(ids, markOfB)),
  },
};
