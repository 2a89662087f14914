import type { AdminIdentityDocument } from '@gatehouse/identity-engine';
import { buildAdminIdentityDocument, normalizeIdentifier } from '@gatehouse/identity-engine';
import { openCursor, sealCursor } from '@gatehouse/keys';
import type { AdministrationDependencies } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import { identityNotFound } from './identity-error.ts';
import {
  type IdentitiesRequest,
  type IdentityRequest,
  type IdentityWithCredentials,
  loadDocument,
} from './identity-request.ts';

type Reading<Request> = Omit<Request, 'by'>;

/** @returns the identity. Throws AdministrationError: not_found. */
export function getIdentity(
  { store }: AdministrationDependencies,
  { scope, identityId, issuer }: Reading<IdentityRequest>,
): Promise<IdentityWithCredentials> {
  return store.withProject(scope, async (tx) => {
    const identity = await tx.identities.find(identityId);
    if (identity === undefined) throw identityNotFound(identityId);
    return loadDocument(tx, identity, issuer);
  });
}

/** @returns the identity that the project knows by that id of its own. Throws AdministrationError: not_found. */
export function getIdentityByExternalId(
  { store }: AdministrationDependencies,
  { scope, externalId, issuer }: Reading<IdentitiesRequest> & { readonly externalId: string },
): Promise<IdentityWithCredentials> {
  return store.withProject(scope, async (tx) => {
    const identity = await tx.identities.findByExternalId(externalId);
    if (identity === undefined) throw identityNotFound(externalId);
    return loadDocument(tx, identity, issuer);
  });
}

export interface IdentityListRequest extends Reading<IdentitiesRequest> {
  /** 1 to 500; 250 where it is not given. */
  readonly pageSize?: number | undefined;
  /** Where to go on; empty or absent: from the beginning. */
  readonly pageToken?: string | undefined;
  /** Only who signs in with this, in any spelling. */
  readonly credentialsIdentifier?: string | undefined;
  /** Only who belongs to this organization. */
  readonly organizationId?: string | undefined;
}

export interface IdentityPage {
  readonly items: readonly AdminIdentityDocument[];
  /** undefined: this is the last page. */
  readonly nextPageToken: string | undefined;
}

/** @returns identities in the order of their creation. Throws AdministrationError: invalid. */
export async function listIdentities(
  { store, keyring }: AdministrationDependencies,
  request: IdentityListRequest,
): Promise<IdentityPage> {
  const { scope, issuer, credentialsIdentifier, organizationId } = request;
  const pageSize = checkPageSize(request.pageSize);
  const filter = {
    ...(credentialsIdentifier ? { address: normalizeIdentifier(credentialsIdentifier) } : {}),
    ...(organizationId ? { organizationId } : {}),
  };
  const list = { tenantId: scope.projectId, sort: 'identities:id', filter };
  const pageToken = request.pageToken ?? '';
  const [after] = pageToken === '' ? [] : (openCursor(keyring, list, pageToken) ?? []);
  if (pageToken !== '' && after === undefined) throw invalidPageToken();
  const rows = await store.withProject(scope, (tx) =>
    tx.identities.list({ limit: pageSize + 1, after }, filter),
  );
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((identity) => buildAdminIdentityDocument(identity, issuer)),
    nextPageToken: last && sealCursor(keyring, list, [last.identityId]),
  };
}
