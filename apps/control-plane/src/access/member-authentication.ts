// Who a person is to the management API: an access token of the console's own project, meant for this API,
// issued to one of the two clients that people use, and live.

import type { ControlStore } from '@gatehouse/database';
import type { ProjectRuntimes } from '@gatehouse/project-runtime';
import {
  type Addressing,
  buildManagementUrl,
  consoleProjectSlug,
  type IdentityId,
} from '@gatehouse/protocol';
import type { TokenEngine } from '@gatehouse/token-engine';
import type { AuthenticateMember } from '../dependencies.ts';

const memberClients = new Set(['console', 'ory-cli']);

export interface MemberAuthenticationOptions {
  readonly addressing: Addressing;
  readonly projects: ProjectRuntimes;
  readonly engine: TokenEngine;
  readonly store: ControlStore;
}

/** @returns the check that is run on every bearer token that is no API key. */
export function createMemberAuthentication(
  options: MemberAuthenticationOptions,
): AuthenticateMember {
  const { projects, engine, store } = options;
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
    return { memberId, ...(await readName(store, memberId)) };
  };
}

/** The name and address that the member's workspaces know; empty before there is one. */
async function readName(
  store: ControlStore,
  memberId: IdentityId,
): Promise<{ email: string; name: string }> {
  const [membership] = await store.membershipsOf(memberId);
  const member =
    membership &&
    (await store.withWorkspace(membership.workspaceId, (tx) => tx.members.find(memberId)));
  return { email: member?.email ?? '', name: member?.name ?? '' };
}
