import type { OrganizationRow } from '@gatehouse/database';
import { buildUuidV7 } from '@gatehouse/protocol';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { diffMembers, recordChange } from '../record-change.ts';
import { buildOrganizationContent, type OrganizationInput } from './organization-content.ts';
import { domainConflict, organizationNotFound } from './organization-error.ts';

/** A call about one organization. */
export interface OrganizationRequest extends ProjectRequest {
  readonly organizationId: string;
}

/** Creates an organization. Throws AdministrationError: invalid, conflict (another one has a domain). */
export async function createOrganization(
  dependencies: AdministrationDependencies,
  { scope, by, input }: ProjectRequest & { readonly input: OrganizationInput },
): Promise<OrganizationRow> {
  const { store, clock, random } = dependencies;
  const content = buildOrganizationContent(dependencies, input);
  const organizationId = buildUuidV7(clock.nowMilliseconds(), random.bytes(10));
  return store.withProject(scope, async (tx) => {
    const row = await tx.organizations.insert(organizationId, content);
    if ('takenDomain' in row) throw domainConflict(row);
    await recordChange(tx, by, {
      action: 'organization.created',
      targetType: 'organization',
      targetId: organizationId,
      changes: describe(row),
    });
    return row;
  });
}

/**
 * Replaces what is said of an organization; a domain that stays keeps its token and its state.
 * Throws AdministrationError: not_found, invalid, conflict.
 */
export async function setOrganization(
  dependencies: AdministrationDependencies,
  request: OrganizationRequest & { readonly input: OrganizationInput },
): Promise<OrganizationRow> {
  const { scope, by, organizationId } = request;
  const content = buildOrganizationContent(dependencies, request.input);
  return dependencies.store.withProject(scope, async (tx) => {
    const before = await tx.organizations.findForUpdate(organizationId);
    const row = before && (await tx.organizations.update(organizationId, content));
    if (before === undefined || row === undefined) throw organizationNotFound();
    // Thrown inside, so that nothing of the change is kept.
    if ('takenDomain' in row) throw domainConflict(row);
    const changes = diffMembers(describe(before), describe(row));
    if (Object.keys(changes).length === 0) return row;
    await recordChange(tx, by, {
      action: 'organization.updated',
      targetType: 'organization',
      targetId: organizationId,
      changes,
    });
    return row;
  });
}

/** Deletes an organization; its identities stay and belong to none. Throws AdministrationError: not_found. */
export async function deleteOrganization(
  { store }: AdministrationDependencies,
  { scope, by, organizationId }: OrganizationRequest,
): Promise<void> {
  await store.withProject(scope, async (tx) => {
    const before = await tx.organizations.find(organizationId);
    const deleted = before && (await tx.organizations.delete(organizationId));
    if (before === undefined || deleted === undefined) throw organizationNotFound();
    await recordChange(tx, by, {
      action: 'organization.deleted',
      targetType: 'organization',
      targetId: organizationId,
      changes: { ...describe(before), detached_identities: deleted.detachedIdentities },
    });
  });
}

function describe(row: OrganizationRow): Record<string, unknown> {
  return {
    label: row.label,
    domains: row.domains.map(({ domain }) => domain),
    session_lifespan: row.sessionLifespan ?? null,
    default_region: row.defaultRegion ?? null,
  };
}
