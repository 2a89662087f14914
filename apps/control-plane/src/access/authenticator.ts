// From the Authorization header to a caller. Every failure looks the same.

import { authenticateApiKey, type Principal } from '@gatehouse/administration';
import { parseApiKey } from '@gatehouse/keys';
import { Inject, Injectable } from '@nestjs/common';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller, MemberCaller } from './caller.ts';

const longestHeader = 8192;

/** RFC 6750 section 3: without a credential no error code, with a wrong one `invalid_token`. */
function unauthenticated(hasCredential: boolean): Refusal {
  const challenge = hasCredential
    ? 'Bearer realm="gatehouse", error="invalid_token"'
    : 'Bearer realm="gatehouse"';
  return new Refusal('unauthenticated', undefined, { 'www-authenticate': challenge });
}

function readBearer(header: string): string | undefined {
  if (header.length > longestHeader) return undefined;
  return /^Bearer +([\x21-\x7e]+)$/i.exec(header)?.[1];
}

function buildKeyCaller(principal: Principal): Caller {
  const { actor, permissions, expiresAt, scope } = principal;
  return scope.kind === 'workspace'
    ? { kind: 'workspace_key', actor, permissions, expiresAt, workspaceId: scope.workspaceId }
    : { kind: 'project_key', actor, permissions, expiresAt, projectId: scope.projectId };
}

@Injectable()
export class Authenticator {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  /** @throws {Refusal} `unauthenticated`. */
  async authenticate(header: string | undefined): Promise<Caller> {
    if (header === undefined) throw unauthenticated(false);
    const token = readBearer(header);
    if (token === undefined) throw unauthenticated(true);
    const caller =
      parseApiKey(token) === undefined
        ? await this.authenticateMember(token)
        : await this.authenticateKey(token);
    if (caller === undefined) throw unauthenticated(true);
    return caller;
  }

  private async authenticateKey(value: string): Promise<Caller | undefined> {
    const principal = await authenticateApiKey(this.dependencies, value);
    return principal === undefined ? undefined : buildKeyCaller(principal);
  }

  private async authenticateMember(token: string): Promise<MemberCaller | undefined> {
    const member = await this.dependencies.authenticateMember(token);
    if (member === undefined) return undefined;
    const memberships = await this.dependencies.store.membershipsOf(member.memberId);
    return {
      kind: 'member',
      member,
      actor: { kind: 'member', id: member.memberId, name: member.name || member.email },
      memberships: new Map(memberships.map(({ workspaceId, role }) => [workspaceId, role])),
    };
  }
}
