// What opens a link that somebody was handed: addressed secrets, of one kind for each sort of link.

import { parseProjectId, parseWorkspaceId, tokenPrefixes } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import {
  generateAddressedSecret,
  hashSecret,
  matchesSecret,
  parseAddressedSecret,
  type SecretHash,
} from './addressed-secrets.ts';
import type { Keyring, KeyUse } from './keyring/keyring.ts';

/** Which link it is: its tenant, and its row there. */
export interface LinkPlace<TenantId extends string> {
  readonly tenantId: TenantId;
  readonly rowId: string;
}

export interface LinkSecrets<TenantId extends string> {
  /** @returns a new value, 256 bits of it secret. */
  generate(place: LinkPlace<TenantId>, random: Random): string;
  /** Reads where it belongs. Says nothing about its authenticity. @returns undefined for what is none. */
  parse(value: string): LinkPlace<TenantId> | undefined;
  /** @returns the hash to store for a value. */
  hash(keyring: Keyring, place: LinkPlace<TenantId>, value: string): SecretHash;
  /** Compares in constant time, and as long where there is no row (`stored` undefined). */
  matches(
    keyring: Keyring,
    presented: { readonly place: LinkPlace<TenantId>; readonly value: string },
    stored: SecretHash | undefined,
  ): boolean;
}

interface LinkKind<TenantId extends string> {
  readonly prefix: string;
  readonly purpose: KeyUse['purpose'];
  readonly parseTenantId: (text: string) => TenantId | undefined;
}

function defineLinkSecrets<TenantId extends string>(
  kind: LinkKind<TenantId>,
): LinkSecrets<TenantId> {
  const useOf = ({ tenantId }: LinkPlace<TenantId>) => ({ purpose: kind.purpose, tenantId });
  return {
    generate: (place, random) => generateAddressedSecret(kind.prefix, place, random),
    parse(value) {
      const place = parseAddressedSecret(kind.prefix, value);
      const tenantId = place && kind.parseTenantId(place.tenantId);
      return place && tenantId && { tenantId, rowId: place.rowId };
    },
    hash: (keyring, place, value) => hashSecret(keyring, useOf(place), value),
    matches: (keyring, { place, value }, stored) =>
      matchesSecret(keyring, { use: useOf(place), value }, stored),
  };
}

/** Invitations to a workspace. */
export const invitationSecrets = defineLinkSecrets({
  prefix: tokenPrefixes.invitation,
  purpose: 'workspace-invitation',
  parseTenantId: parseWorkspaceId,
});

/** Links to the onboarding portal of an organization of a project. */
export const portalLinkSecrets = defineLinkSecrets({
  prefix: tokenPrefixes.onboardingPortalLink,
  purpose: 'onboarding-portal-link',
  parseTenantId: parseProjectId,
});
