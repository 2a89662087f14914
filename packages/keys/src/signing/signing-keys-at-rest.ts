// The private half of a JSON Web Key in its row, sealed for that row alone.

import type { ProjectId, PublicJwk } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { type AtRestPlace, openAtRest, sealAtRest } from '../at-rest.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { ParsedKey, PrivateJwk } from './json-web-key.ts';

/** Which row: the key's set and id within its project. */
export interface SigningKeyPlace {
  readonly projectId: ProjectId;
  readonly setId: string;
  readonly kid: string;
}

function placeAtRest({ projectId, setId, kid }: SigningKeyPlace): AtRestPlace {
  return {
    purpose: 'signing-key-at-rest',
    table: 'signing_keys',
    column: 'private_sealed',
    projectId,
    row: JSON.stringify([setId, kid]),
  };
}

/** Seals a private key for its row. */
export function sealPrivateJwk(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: SigningKeyPlace,
  jwk: PrivateJwk,
): Buffer {
  return sealAtRest(keys, placeAtRest(place), Buffer.from(JSON.stringify(jwk)));
}

/**
 * @returns the private key of that row. Throws where it does not open: the row was changed behind our
 * back, or the keyring lost the root that sealed it. Both are faults, never a verdict.
 */
export function openPrivateJwk(
  keyring: Keyring,
  place: SigningKeyPlace,
  sealed: Uint8Array,
): PrivateJwk {
  const opened = openAtRest(keyring, placeAtRest(place), sealed);
  if (opened === undefined) {
    throw new Error(
      `The private key ${place.kid} of project ${place.projectId} does not open: its root key is missing from GATEHOUSE_KEYRING, or the row was altered.`,
    );
  }
  return JSON.parse(opened.toString());
}

/** A JSON Web Key as its row holds it. */
export interface NewKeyRow {
  readonly setId: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
  readonly state: 'published' | 'active';
  readonly publicJwk: PublicJwk;
  readonly privateSealed: Buffer | null;
  readonly activatedAt: Date | null;
  readonly retiredAt: null;
  readonly deleteAfter: null;
}

/** @returns the row of a new key, its private half sealed for that row. */
export function buildKeyRow(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: { readonly projectId: ProjectId; readonly setId: string },
  key: ParsedKey & ({ readonly state: 'published' } | { readonly activatedAt: Date }),
): NewKeyRow {
  const { kid, alg, use, publicJwk, privateJwk } = key;
  const sealed =
    privateJwk === undefined ? null : sealPrivateJwk(keys, { ...place, kid }, privateJwk);
  const activatedAt = 'activatedAt' in key ? key.activatedAt : null;
  return {
    setId: place.setId,
    kid,
    alg,
    use,
    state: activatedAt === null ? 'published' : 'active',
    publicJwk,
    privateSealed: sealed,
    activatedAt,
    retiredAt: null,
    deleteAfter: null,
  };
}
