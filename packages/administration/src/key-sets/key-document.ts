// JSON Web Key sets as Ory's /admin/keys/* shows them. A project's own sets come with their private members;
// the issuer's keys never do.

import type { ProjectScope, ProjectTransaction, SigningKeyRow } from '@gatehouse/database';
import { isKeyId, type Keyring, openPrivateJwk, type PrivateJwk } from '@gatehouse/keys';
import { accessTokenKeySet, issuerKeySet, type PublicJwk } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';

export interface KeySetDocument {
  readonly keys: readonly (PublicJwk | PrivateJwk)[];
}

/** @returns whether the set signs the project's tokens. Ory has two names for it; here the keys are the same. */
export function isIssuerSet(setId: string): boolean {
  return setId === issuerKeySet || setId === accessTokenKeySet;
}

/** @returns the name under which the rows stand. Throws AdministrationError for what is no name. */
export function checkSetId(setId: string): string {
  if (isIssuerSet(setId)) return issuerKeySet;
  if (isKeyId(setId)) return setId;
  throw new AdministrationError('invalid', 'The key set is not valid.', {
    reason: 'A set is named by 1 to 255 characters of letters, digits and ._~:@+=-',
    field: 'set',
  });
}

export function keyNotFound(reason: string): AdministrationError {
  return new AdministrationError('not_found', 'The key does not exist.', { reason });
}

export function issuerSetIsRotated(reason: string): AdministrationError {
  return new AdministrationError('forbidden', 'Keys of the issuer change by rotation only.', {
    reason,
  });
}

/** @returns the JWK with what the set shows of it. */
export function buildKeyDocument(
  { keyring }: { readonly keyring: Keyring },
  scope: ProjectScope,
  row: Pick<SigningKeyRow, 'setId' | 'kid' | 'publicJwk' | 'privateSealed'>,
): PublicJwk | PrivateJwk {
  const { setId, kid, publicJwk, privateSealed } = row;
  if (isIssuerSet(setId) || privateSealed === null) return publicJwk;
  return openPrivateJwk(keyring, { projectId: scope.projectId, setId, kid }, privateSealed);
}

const stateOrder = { active: 0, published: 1, retired: 2 };

/** @returns the rows of a set: the active ones first, then the newest first. */
export async function loadSet(tx: ProjectTransaction, setId: string): Promise<SigningKeyRow[]> {
  const rows = await tx.signingKeys.list(setId);
  return rows.toReversed().sort((a, b) => stateOrder[a.state] - stateOrder[b.state]);
}
