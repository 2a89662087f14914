// Links to an organization's onboarding portal: addressed secrets (`gh_opl_`) that travel in a link.

import { type ProjectId, parseProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import {
  generateAddressedSecret,
  hashSecret,
  matchesSecret,
  parseAddressedSecret,
  type SecretHash,
} from './addressed-secrets.ts';
import type { Keyring } from './keyring/keyring.ts';

/** Which link it is: its project, and its row there. */
export interface PortalLinkAddress {
  readonly projectId: ProjectId;
  readonly linkId: string;
}

const keyUse = ({ projectId }: PortalLinkAddress) =>
  ({ purpose: 'onboarding-portal-link', tenantId: projectId }) as const;

/** @returns a new link's value, 256 bits of it secret. */
export function generatePortalLink({ projectId, linkId }: PortalLinkAddress, random: Random) {
  const place = { tenantId: projectId, rowId: linkId };
  return generateAddressedSecret(tokenPrefixes.onboardingPortalLink, place, random);
}

/** Reads where it belongs. Says nothing about its authenticity. @returns undefined for what is none. */
export function parsePortalLink(value: string): PortalLinkAddress | undefined {
  const place = parseAddressedSecret(tokenPrefixes.onboardingPortalLink, value);
  if (place === undefined) return undefined;
  const projectId = parseProjectId(place.tenantId);
  return projectId === undefined ? undefined : { projectId, linkId: place.rowId };
}

/** @returns the hash to store for a link's value. */
export function hashPortalLink(
  keyring: Keyring,
  address: PortalLinkAddress,
  value: string,
): SecretHash {
  return hashSecret(keyring, keyUse(address), value);
}

/** Compares in constant time, and as long where there is no row (`stored` undefined). */
export function matchesPortalLink(
  keyring: Keyring,
  presented: { readonly address: PortalLinkAddress; readonly value: string },
  stored: SecretHash | undefined,
): boolean {
  return matchesSecret(keyring, { use: keyUse(presented.address), value: presented.value }, stored);
}
