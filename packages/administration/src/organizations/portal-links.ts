// Links by which somebody of an organization reaches its onboarding portal. The value is in the link that
// creation answers, and nowhere else.

import type { OnboardingPortalLinkKey, OnboardingPortalLinkRow } from '@gatehouse/database';
import { generateUuid, portalLinkSecrets } from '@gatehouse/keys';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import type { OrganizationRequest } from './change-organization.ts';
import { organizationNotFound, portalLinkNotFound } from './organization-error.ts';

const usualLifetimeSeconds = 7 * 86_400;
const longestLifetimeSeconds = 90 * 86_400;
export const maxPortalLinks = 50;

export interface PortalLinkInput {
  readonly enableSso: boolean;
  readonly enableScim: boolean;
  /** undefined: in seven days. */
  readonly expiresAt: Date | undefined;
}

/** A link that was just made. The value is never shown again. */
export interface CreatedPortalLink {
  readonly row: OnboardingPortalLinkRow;
  readonly value: string;
}

/** @returns links of an organization, oldest first. Throws AdministrationError: not_found. */
export function listPortalLinks(
  { store }: Pick<AdministrationDependencies, 'store'>,
  { scope, organizationId }: Omit<OrganizationRequest, 'by'>,
): Promise<readonly OnboardingPortalLinkRow[]> {
  return store.withProject(scope, async (tx) => {
    if ((await tx.organizations.find(organizationId)) === undefined) throw organizationNotFound();
    return tx.onboardingPortalLinks.list(organizationId);
  });
}

/** Makes a link. Throws AdministrationError: not_found, invalid, conflict (too many). */
export function createPortalLink(
  dependencies: AdministrationDependencies,
  request: OrganizationRequest & { readonly input: PortalLinkInput },
): Promise<CreatedPortalLink> {
  const { store, keyring, random } = dependencies;
  const { scope, by, organizationId, input } = request;
  const expiresAt = decideExpiry(dependencies, input.expiresAt);
  const linkId = generateUuid(random);
  const place = { tenantId: scope.projectId, rowId: linkId };
  const value = portalLinkSecrets.generate(place, random);
  return store.withProject(scope, async (tx) => {
    if (!(await tx.organizations.hold(organizationId))) throw organizationNotFound();
    if ((await tx.onboardingPortalLinks.list(organizationId)).length >= maxPortalLinks) {
      throw new AdministrationError('conflict', 'There are too many portal links.', {
        reason: `An organization has at most ${maxPortalLinks}. Delete one that is not used.`,
      });
    }
    const row = await tx.onboardingPortalLinks.insert({
      ...input,
      linkId,
      organizationId,
      expiresAt,
      secret: portalLinkSecrets.hash(keyring, place, value),
    });
    await recordChange(tx, by, {
      action: 'onboarding_portal_link.created',
      targetType: 'onboarding_portal_link',
      targetId: linkId,
      changes: { organization_id: organizationId, expires_at: expiresAt },
    });
    return { row, value };
  });
}

/** A call about one link. */
export interface PortalLinkRequest extends ProjectRequest {
  readonly link: OnboardingPortalLinkKey;
}

/** Changes what a link opens and until when. Throws AdministrationError: not_found, invalid. */
export function setPortalLink(
  dependencies: AdministrationDependencies,
  { scope, by, link, input }: PortalLinkRequest & { readonly input: PortalLinkInput },
): Promise<OnboardingPortalLinkRow> {
  return dependencies.store.withProject(scope, async (tx) => {
    const before = await tx.onboardingPortalLinks.find(link.linkId);
    const expiresAt =
      input.expiresAt === undefined
        ? before?.expiresAt
        : decideExpiry(dependencies, input.expiresAt);
    const row = expiresAt && (await tx.onboardingPortalLinks.update(link, { ...input, expiresAt }));
    if (row === undefined) throw portalLinkNotFound();
    await recordChange(tx, by, {
      action: 'onboarding_portal_link.updated',
      targetType: 'onboarding_portal_link',
      targetId: link.linkId,
      changes: {
        organization_id: link.organizationId,
        enable_sso: row.enableSso,
        enable_scim: row.enableScim,
        expires_at: row.expiresAt,
      },
    });
    return row;
  });
}

/** Deletes a link; whoever has it is refused from then on. Throws AdministrationError: not_found. */
export async function deletePortalLink(
  { store }: AdministrationDependencies,
  { scope, by, link }: PortalLinkRequest,
): Promise<void> {
  await store.withProject(scope, async (tx) => {
    if (!(await tx.onboardingPortalLinks.delete(link))) throw portalLinkNotFound();
    await recordChange(tx, by, {
      action: 'onboarding_portal_link.deleted',
      targetType: 'onboarding_portal_link',
      targetId: link.linkId,
      changes: { organization_id: link.organizationId },
    });
  });
}

function decideExpiry(
  { clock }: Pick<AdministrationDependencies, 'clock'>,
  asked: Date | undefined,
): Date {
  const now = clock.nowMilliseconds();
  const expiresAt = asked ?? new Date(now + usualLifetimeSeconds * 1000);
  const remaining = expiresAt.getTime() - now;
  if (remaining > 0 && remaining <= longestLifetimeSeconds * 1000) return expiresAt;
  throw new AdministrationError('invalid', 'The expiry is not valid.', {
    reason: 'expires_at lies in the future, at most 90 days from now.',
    field: 'expires_at',
  });
}
