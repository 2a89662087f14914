import type { OrganizationRow } from '@gatehouse/database';
import { openCursor, sealCursor } from '@gatehouse/keys';
import type { AdministrationDependencies } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import type { OrganizationRequest } from './change-organization.ts';
import { organizationNotFound } from './organization-error.ts';
import { parseDomain } from './parse-domain.ts';

/** @returns the organization. Throws AdministrationError: not_found. */
export async function getOrganization(
  { store }: Pick<AdministrationDependencies, 'store'>,
  { scope, organizationId }: Omit<OrganizationRequest, 'by'>,
): Promise<OrganizationRow> {
  const row = await store.withProject(scope, (tx) => tx.organizations.find(organizationId));
  if (row === undefined) throw organizationNotFound();
  return row;
}

export interface OrganizationListRequest extends Pick<OrganizationRequest, 'scope'> {
  /** 1 to 500; 250 where it is not given. */
  readonly pageSize?: number | undefined;
  /** Where to go on; empty or absent: from the beginning. */
  readonly pageToken?: string | undefined;
  /** Only the one that has this domain, in any spelling. */
  readonly domain?: string | undefined;
}

export interface OrganizationPage {
  readonly items: readonly OrganizationRow[];
  /** undefined: this is the last page. */
  readonly nextPageToken: string | undefined;
}

/** @returns organizations in the order of their creation. Throws AdministrationError: invalid. */
export async function listOrganizations(
  { store, keyring }: Pick<AdministrationDependencies, 'store' | 'keyring'>,
  { scope, ...request }: OrganizationListRequest,
): Promise<OrganizationPage> {
  const pageSize = checkPageSize(request.pageSize);
  const filter = request.domain === undefined ? {} : { domain: parseDomain(request.domain) };
  const list = { tenantId: scope.projectId, sort: 'organizations:id', filter };
  const pageToken = request.pageToken ?? '';
  const [after] = pageToken === '' ? [] : (openCursor(keyring, list, pageToken) ?? []);
  if (pageToken !== '' && after === undefined) throw invalidPageToken();
  const rows = await store.withProject(scope, (tx) =>
    tx.organizations.list({ limit: pageSize + 1, after }, filter),
  );
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return { items, nextPageToken: last && sealCursor(keyring, list, [last.organizationId]) };
}
