// Who a person of the workspaces' staff is: an access token of the console's own project, meant for the
// management API, issued to one of the two clients that people use, and live.

import {
  type Addressing,
  buildManagementUrl,
  consoleProjectSlug,
  type IdentityId,
} from '@gatehouse/protocol';
import type { TokenEngine } from '@gatehouse/token-engine';
import type { ProjectRuntimes } from './project-runtimes.ts';

/** A signed-in person of the console's own project. Memberships are looked up by the id alone. */
export interface AuthenticatedMember {
  readonly memberId: IdentityId;
  readonly email: string;
  readonly name: string;
}

/**
 * Opens an access token of the console's own project. Issuer, audience, client and liveness are its
 * business. @returns undefined for anything that is not such a token and alive; throws StoreUnavailable.
 */
export type AuthenticateMember = (token: string) => Promise<AuthenticatedMember | undefined>;

const memberClients = new Set(['console', 'ory-cli']);

export interface MemberAuthenticationOptions {
  readonly addressing: Addressing;
  readonly projects: ProjectRuntimes;
  readonly engine: TokenEngine;
}

/** @returns the check that is run on every bearer token that is no API key. */
export function createMemberAuthentication(
  options: MemberAuthenticationOptions,
): AuthenticateMember {
  const { projects, engine } = options;
  const managementUrl = buildManagementUrl(options.addressing);
  return async (token) => {
    const project =
      projects.peekBySlug(consoleProjectSlug) ?? (await projects.bySlug(consoleProjectSlug));
    if (project === undefined) return undefined;
    const claims = await engine.liveAccessToken(project, token);
    const memberId = claims?.epochs.identity?.identityId;
    if (claims === undefined || memberId === undefined || claims.subject !== memberId) {
      return undefined;
    }
    if (!claims.audience.includes(managementUrl) || !memberClients.has(claims.clientId)) {
      return undefined;
    }
    const person = await project.identities.loadClaims(memberId);
    if (person === undefined) return undefined;
    return { memberId, email: person.email ?? '', name: person.name ?? '' };
  };
}
