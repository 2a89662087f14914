import type { ProjectTransaction } from '@gatehouse/database';
import {
  type AdminIdentityDocument,
  buildAdminIdentityDocument,
  type IdentityRecord,
} from '@gatehouse/identity-engine';
import type { Passwords } from '@gatehouse/identity-engine/ports';
import type { ProjectRequest } from '../dependencies.ts';
import { identityNotFound } from './identity-error.ts';

/** A call about the identities of one project. */
export interface IdentitiesRequest extends ProjectRequest {
  /** The project's own URL. */
  readonly issuer: string;
}

/** A call that may set a password. */
export interface IdentityWrite extends IdentitiesRequest {
  readonly passwords: Passwords;
  readonly input: unknown;
}

/** A call about one identity. */
export interface IdentityRequest extends IdentitiesRequest {
  readonly identityId: string;
}

/** What a credential looks like from outside: that it is there, and for which identifiers. */
export interface CredentialDocument {
  readonly type: string;
  readonly identifiers: readonly string[];
  readonly version: 0;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface IdentityWithCredentials extends AdminIdentityDocument {
  readonly credentials: Readonly<Record<string, CredentialDocument>>;
}

/** @returns the identity as an administrator sees it, its credentials without their secrets. */
export async function loadDocument(
  tx: ProjectTransaction,
  identity: IdentityRecord,
  issuer: string,
): Promise<IdentityWithCredentials> {
  const identifiers = identity.addresses.map(({ normalized }) => normalized);
  const credentials = await tx.identities.listCredentials(identity.identityId);
  return {
    ...buildAdminIdentityDocument(identity, issuer),
    credentials: Object.fromEntries(
      credentials.map(({ type, createdAt, updatedAt }) => [
        type,
        {
          type,
          identifiers,
          version: 0,
          created_at: createdAt.toISOString(),
          updated_at: updatedAt.toISOString(),
        },
      ]),
    ),
  };
}

/** @returns the row, locked until the transaction ends. Throws AdministrationError: not_found. */
export async function loadIdentityForUpdate(
  tx: ProjectTransaction,
  identityId: string,
): Promise<IdentityRecord> {
  const identity = await tx.identities.findForUpdate(identityId);
  if (identity === undefined) throw identityNotFound(identityId);
  return identity;
}
