// Invitations to a workspace: addressed secrets (`gh_inv_`) that travel in a link.

import { parseWorkspaceId, tokenPrefixes, type WorkspaceId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import {
  generateAddressedSecret,
  hashSecret,
  matchesSecret,
  parseAddressedSecret,
  type SecretHash,
} from './addressed-secrets.ts';
import type { Keyring } from './keyring/keyring.ts';

/** Which invitation it is: its workspace, and its row there. */
export interface InvitationAddress {
  readonly workspaceId: WorkspaceId;
  readonly invitationId: string;
}

const keyUse = ({ workspaceId }: InvitationAddress) =>
  ({ purpose: 'workspace-invitation', tenantId: workspaceId }) as const;

/** @returns a new invitation's value, 256 bits of it secret. */
export function generateInvitation(address: InvitationAddress, random: Random): string {
  const place = { tenantId: address.workspaceId, rowId: address.invitationId };
  return generateAddressedSecret(tokenPrefixes.invitation, place, random);
}

/** Reads where it belongs. Says nothing about its authenticity. @returns undefined for what is none. */
export function parseInvitation(value: string): InvitationAddress | undefined {
  const place = parseAddressedSecret(tokenPrefixes.invitation, value);
  if (place === undefined) return undefined;
  const workspaceId = parseWorkspaceId(place.tenantId);
  return workspaceId === undefined ? undefined : { workspaceId, invitationId: place.rowId };
}

/** @returns the hash to store for an invitation's value. */
export function hashInvitation(
  keyring: Keyring,
  address: InvitationAddress,
  value: string,
): SecretHash {
  return hashSecret(keyring, keyUse(address), value);
}

/** Compares in constant time, and as long where there is no row (`stored` undefined). */
export function matchesInvitation(
  keyring: Keyring,
  presented: { readonly address: InvitationAddress; readonly value: string },
  stored: SecretHash | undefined,
): boolean {
  return matchesSecret(keyring, { use: keyUse(presented.address), value: presented.value }, stored);
}
