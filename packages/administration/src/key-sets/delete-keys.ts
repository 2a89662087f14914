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
 * Deletes a key; of the issuer's only one that is retired, which ends the tokens that it signed. Throws
 * AdministrationError: not_found, forbidden.
 */
export async function deleteKey(
  { store }: AdministrationDependencies,
  request: ProjectRequest & { readonly setId: string; readonly kid: string },
): Promise<void> {
  const { scope, by, kid } = request;
  const setId = checkSetId(request.setId);
  await store.withProject(scope, async (tx) => {
    const row = (await tx.signingKeys.list(setId)).find((key) => key.kid === kid);
    if (row === undefined) throw keyNotFound(`The key set "${setId}" has no key of that id.`);
    if (isIssuerSet(setId) && row.state !== 'retired') {
      throw issuerSetIsRotated(
        `This key is ${row.state}: begin a rotation (POST), and delete it once it is retired.`,
      );
    }
    await tx.signingKeys.delete({ setId, kid });
    await recordChange(tx, by, {
      action: 'json_web_key.deleted',
      targetType: 'json_web_key',
      targetId: `${setId}/${kid}`,
      changes: { alg: row.alg, use: row.use, state: row.state },
    });
  });
}
