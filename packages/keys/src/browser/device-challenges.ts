// What carries a browser through the entry of a user code travels in its address, sealed: nothing has to be
// stored for somebody who only looks, and nobody can write down whose browser it is.

import type { ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { type AtRestPlace, openAtRest, sealAtRest } from '../at-rest.ts';
import { parseBase64url } from '../base64url.ts';
import type { Keyring } from '../keyring/keyring.ts';

/** `challenge`: to be asked for the code. `verifier`: somebody took it. Neither opens as the other. */
export type DeviceSealKind = 'challenge' | 'verifier';

const longestValue = 2048;

function placeOf(projectId: ProjectId, column: DeviceSealKind): AtRestPlace {
  return { purpose: 'device-challenge-at-rest', table: 'device', column, projectId, row: '' };
}

/** @returns the value for an address of this project. */
export function sealDeviceState(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: { readonly projectId: ProjectId; readonly kind: DeviceSealKind },
  state: object,
): string {
  const plaintext = Buffer.from(JSON.stringify(state));
  return sealAtRest(keys, placeOf(place.projectId, place.kind), plaintext).toString('base64url');
}

/** @returns what was sealed for this project as that kind, or undefined. */
export function openDeviceState(
  keyring: Keyring,
  place: { readonly projectId: ProjectId; readonly kind: DeviceSealKind },
  value: string,
): unknown {
  const bytes = value.length > longestValue ? undefined : parseBase64url(value);
  const opened = bytes && openAtRest(keyring, placeOf(place.projectId, place.kind), bytes);
  return opened === undefined ? undefined : JSON.parse(opened.toString());
}
