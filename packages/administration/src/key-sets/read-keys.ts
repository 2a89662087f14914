import type { ProjectScope } from '@gatehouse/database';
import type { AdministrationDependencies } from '../dependencies.ts';
import {
  buildKeyDocument,
  checkSetId,
  type KeySetDocument,
  keyNotFound,
  loadSet,
} from './key-document.ts';

/** @returns the keys of a set; of the issuer's the public halves only. Throws AdministrationError: not_found, invalid. */
export async function getKeySet(
  dependencies: AdministrationDependencies,
  { scope, setId }: { readonly scope: ProjectScope; readonly setId: string },
): Promise<KeySetDocument> {
  const name = checkSetId(setId);
  const rows = await dependencies.store.withProject(scope, (tx) => loadSet(tx, name));
  if (rows.length === 0) throw keyNotFound(`This project has no key set "${name}".`);
  return { keys: rows.map((row) => buildKeyDocument(dependencies, scope, row)) };
}

/** @returns a set with the one key. Throws AdministrationError: not_found, invalid. */
export async function getKey(
  dependencies: AdministrationDependencies,
  request: { readonly scope: ProjectScope; readonly setId: string; readonly kid: string },
): Promise<KeySetDocument> {
  const { scope, kid } = request;
  const name = checkSetId(request.setId);
  const rows = await dependencies.store.withProject(scope, (tx) => loadSet(tx, name));
  const row = rows.find((key) => key.kid === kid);
  if (row === undefined) throw keyNotFound(`The key set "${name}" has no key of that id.`);
  return { keys: [buildKeyDocument(dependencies, scope, row)] };
}
