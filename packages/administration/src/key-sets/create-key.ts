// Making a key: in a set of the project's own it is there at once; in the issuer's it begins a rotation.

import type { ProjectTransaction } from '@gatehouse/database';
import {
  buildKeyRow,
  generateSigningKey,
  isKeyAlgorithm,
  isKeyId,
  type KeyAlgorithm,
  keyAlgorithms,
  publicationLeadSeconds,
} from '@gatehouse/keys';
import { issuerKeySet, jobKinds, signingAlgorithms } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { buildKeyDocument, checkSetId, type KeySetDocument } from './key-document.ts';

export const maxKeysPerSet = 100;

export interface CreateKeyRequest extends ProjectRequest {
  readonly setId: string;
  /** `alg`, and `kid` and `use` if wished; empty means unset. */
  readonly input: unknown;
}

interface KeyWish {
  readonly alg: KeyAlgorithm;
  readonly kid: string | undefined;
  readonly use: 'sig' | 'enc';
}

export function invalidKey(field: string, reason: string): AdministrationError {
  return new AdministrationError('invalid', 'The key is not valid.', { reason, field });
}

function parseKeyWish(input: unknown): KeyWish {
  if (typeof input !== 'object' || input === null) {
    throw invalidKey('', 'A new key is described by an object with "alg", "kid" and "use".');
  }
  const { alg, kid, use }: { alg?: unknown; kid?: unknown; use?: unknown } = input;
  if (!isKeyAlgorithm(alg)) {
    throw invalidKey('alg', `alg is one of ${keyAlgorithms.join(', ')}.`);
  }
  const isKidUnset = kid === undefined || kid === null || kid === '';
  if (!isKidUnset && (typeof kid !== 'string' || !isKeyId(kid))) {
    throw invalidKey('kid', 'kid is 1 to 255 characters of letters, digits and ._~:@+=-');
  }
  const isUseUnset = use === undefined || use === null || use === '';
  if (!isUseUnset && use !== 'sig' && use !== 'enc') throw invalidKey('use', 'use is sig or enc.');
  return { alg, kid: isKidUnset ? undefined : String(kid), use: use === 'enc' ? 'enc' : 'sig' };
}

function checkIssuerKey({ alg, use }: KeyWish): void {
  if (!signingAlgorithms.some((known) => known === alg)) {
    throw invalidKey('alg', `An issuer signs with one of ${signingAlgorithms.join(', ')}.`);
  }
  if (use !== 'sig') throw invalidKey('use', 'The keys of an issuer sign: use is sig.');
}

async function checkRoom(tx: ProjectTransaction, setId: string, alg: KeyAlgorithm): Promise<void> {
  const rows = await tx.signingKeys.list(setId);
  if (rows.length >= maxKeysPerSet) {
    throw new AdministrationError('conflict', 'The key set is full.', {
      reason: `A set has at most ${maxKeysPerSet} keys. Delete one first.`,
    });
  }
  if (setId !== issuerKeySet) return;
  if (rows.some((row) => row.state === 'published' && row.alg === alg)) {
    throw new AdministrationError('conflict', 'A rotation has begun already.', {
      reason: `The next ${alg} key is published and takes over a day after it was made.`,
    });
  }
}

/**
 * Makes a key. In a set of the project's own it comes with its private members. In the issuer's set it is
 * published now, without them, and signs in a day. Throws AdministrationError: invalid, conflict.
 */
export async function createKey(
  dependencies: AdministrationDependencies,
  request: CreateKeyRequest,
): Promise<KeySetDocument> {
  const { scope, by } = request;
  const setId = checkSetId(request.setId);
  const isIssuer = setId === issuerKeySet;
  const wish = parseKeyWish(request.input);
  if (isIssuer) checkIssuerKey(wish);
  const { alg, kid, use } = wish;
  // Before the transaction: an RSA key takes long.
  const key = await generateSigningKey(alg, kid === undefined ? { use } : { kid, use });
  const now = new Date(dependencies.clock.nowSeconds() * 1000);
  const life = isIssuer ? ({ state: 'published' } as const) : { activatedAt: now };
  const row = buildKeyRow(dependencies, { ...scope, setId }, { ...key, ...life });
  return dependencies.store.withProject(scope, async (tx) => {
    await checkRoom(tx, setId, alg);
    if ((await tx.signingKeys.insert(row)) === 'exists') {
      throw new AdministrationError('conflict', 'The key exists already.', {
        reason: `The key set "${setId}" has a key with the id "${row.kid}".`,
        field: 'kid',
      });
    }
    if (isIssuer) {
      await tx.addToOutbox({
        kind: jobKinds.rotateSigningKeys,
        payload: { recurring: false },
        availableAt: new Date(now.getTime() + publicationLeadSeconds * 1000),
      });
    }
    await recordChange(tx, by, {
      action: isIssuer ? 'signing_key.published' : 'json_web_key.created',
      targetType: 'json_web_key',
      targetId: `${setId}/${row.kid}`,
      changes: { alg, use },
    });
    return { keys: [buildKeyDocument(dependencies, scope, row)] };
  });
}
