// Importing keys into a project's own sets. What a tool exports from elsewhere is read, never trusted.

import { buildKeyRow, JsonWebKeyError, type ParsedKey, parseJsonWebKey } from '@gatehouse/keys';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { invalidKey, maxKeysPerSet } from './create-key.ts';
import {
  buildKeyDocument,
  checkSetId,
  isIssuerSet,
  issuerSetIsRotated,
  type KeySetDocument,
} from './key-document.ts';

const rotationHint =
  'Nobody sets the keys that sign tokens. Begin a rotation instead (POST), and the next key takes over in a day.';

async function parseKey(input: unknown): Promise<ParsedKey> {
  try {
    return await parseJsonWebKey(input);
  } catch (error) {
    if (error instanceof JsonWebKeyError) throw invalidKey(error.member, error.message);
    throw error;
  }
}

async function parseKeys(input: unknown): Promise<readonly ParsedKey[]> {
  const keys: unknown =
    typeof input === 'object' && input !== null && 'keys' in input ? input.keys : [];
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > maxKeysPerSet) {
    throw invalidKey('keys', `A key set has a list "keys" of 1 to ${maxKeysPerSet} keys.`);
  }
  const parsed: ParsedKey[] = [];
  for (const key of keys) parsed.push(await parseKey(key));
  if (new Set(parsed.map(({ kid }) => kid)).size < parsed.length) {
    throw invalidKey('kid', 'Two keys of the set have the same kid.');
  }
  return parsed;
}

interface SetKeysRequest extends ProjectRequest {
  readonly setId: string;
  readonly input: unknown;
}

/** Replaces the keys of a set in one transaction. `replaced`: all of them, or the one of that id. */
async function replaceKeys(
  dependencies: AdministrationDependencies,
  { scope, by, setId }: SetKeysRequest,
  change: { readonly keys: readonly ParsedKey[]; readonly replaced: { readonly kid?: string } },
): Promise<KeySetDocument> {
  const activatedAt = new Date(dependencies.clock.nowSeconds() * 1000);
  const rows = change.keys.map((key) =>
    buildKeyRow(dependencies, { ...scope, setId }, { ...key, activatedAt }),
  );
  return dependencies.store.withProject(scope, async (tx) => {
    const deleted = await tx.signingKeys.delete({ setId, ...change.replaced });
    for (const row of rows) await tx.signingKeys.insert(row);
    await recordChange(tx, by, {
      action: 'json_web_key.imported',
      targetType: 'json_web_key_set',
      targetId: setId,
      changes: { keys: rows.map(({ kid, alg, use }) => ({ kid, alg, use })), replaced: deleted },
    });
    return { keys: rows.map((row) => buildKeyDocument(dependencies, scope, row)) };
  });
}

/** Replaces a set of the project's own as a whole. Throws AdministrationError: invalid, forbidden. */
export async function setKeySet(
  dependencies: AdministrationDependencies,
  request: SetKeysRequest,
): Promise<KeySetDocument> {
  if (isIssuerSet(request.setId)) throw issuerSetIsRotated(rotationHint);
  checkSetId(request.setId);
  return replaceKeys(dependencies, request, { keys: await parseKeys(request.input), replaced: {} });
}

/** Adds or replaces one key of a set of the project's own. Throws AdministrationError: invalid, forbidden. */
export async function setKey(
  dependencies: AdministrationDependencies,
  request: SetKeysRequest & { readonly kid: string },
): Promise<KeySetDocument> {
  const { setId, kid, input } = request;
  if (isIssuerSet(setId)) throw issuerSetIsRotated(rotationHint);
  checkSetId(setId);
  const isGiven = typeof input === 'object' && input !== null && 'kid' in input && input.kid !== '';
  const key = await parseKey(isGiven ? input : { ...Object(input), kid });
  if (key.kid !== kid) throw invalidKey('kid', 'kid differs from the one in the path.');
  return replaceKeys(dependencies, request, { keys: [key], replaced: { kid } });
}
