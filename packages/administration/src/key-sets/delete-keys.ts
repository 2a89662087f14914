import type { SigningKeyRow } from '@gatehouse/database';
import type { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { checkSetId, isIssuerSet, issuerSetIsRotated, keyNotFound } from './key-document.ts';

/** Deletes a set of the project's own. Throws AdministrationError: not_found, forbidden (the issuer's). */
export async function deleteKeySet(
  { store }: AdministrationDependencies,
  { scope, by, setId }: ProjectRequest & { readonly setId: string },
): Promise<void> {
  if (isIssuerSet(setId)) {
    throw issuerSetIsRotated('Without these keys nobody could verify a token of this project.');
  }
  checkSetId(setId);
  await store.withProject(scope, async (tx) => {
    const deleted = await tx.signingKeys.delete({ setId });
    if (deleted === 0) throw keyNotFound(`This project has no key set "${setId}".`);
    await recordChange(tx, by, {
      action: 'json_web_key.deleted',
      targetType: 'json_web_key_set',
      targetId: setId,
      changes: { deleted },
    });
  });
}

/**
 * Deletes a key, and with one of the issuer's every token that it signed. Of the issuer's a leaked one may go at
 * once: where it is active, the next one, which has to be published by then, signs from now on. Throws
 * AdministrationError: not_found, forbidden (nothing could sign).
 */
export async function deleteKey(
  { store, clock }: AdministrationDependencies,
  request: ProjectRequest & { readonly setId: string; readonly kid: string },
): Promise<void> {
  const { scope, by, kid } = request;
  const setId = checkSetId(request.setId);
  await store.withProject(scope, async (tx) => {
    const rows = await tx.signingKeys.list(setId);
    const row = rows.find((key) => key.kid === kid);
    if (row === undefined) throw keyNotFound(`The key set "${setId}" has no key of that id.`);
    // As it was read: a key that begins to sign meanwhile is another matter.
    const deleted = await tx.signingKeys.delete({ setId, kid, state: row.state });
    if (deleted === 0) throw keyNotFound('The key has changed meanwhile; look again.');
    if (isIssuerSet(setId) && row.state === 'active') {
      const successor = findSuccessor(rows, row);
      const activatedAt = new Date(clock.nowMilliseconds());
      const isThere = await tx.signingKeys.setState(
        { setId, kid: successor.kid },
        { state: 'active', activatedAt },
      );
      // Somebody else deleted it meanwhile.
      if (!isThere) throw lastKey(row);
    }
    await recordChange(tx, by, {
      action: 'json_web_key.deleted',
      targetType: 'json_web_key',
      targetId: `${setId}/${kid}`,
      changes: { alg: row.alg, use: row.use, state: row.state },
    });
  });
}

/** @returns the key that is to sign next. Verifiers that cached the set without it look again for its id. */
function findSuccessor(rows: readonly SigningKeyRow[], { alg }: SigningKeyRow): SigningKeyRow {
  const successor = rows.find((row) => row.state === 'published' && row.alg === alg);
  if (successor !== undefined) return successor;
  throw lastKey({ alg });
}

function lastKey({ alg }: Pick<SigningKeyRow, 'alg'>): AdministrationError {
  return issuerSetIsRotated(
    `This key signs: begin a rotation first (POST, "alg": "${alg}"), so that there is another.`,
  );
}
