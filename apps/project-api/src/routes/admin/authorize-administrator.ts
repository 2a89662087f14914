// Who may administer a project: a bearer of one of its own API keys, as far as the key allows, and a signed-in
// member of its workspace, as far as the role allows. Whatever else is presented looks like a key that never
// existed.

import { authenticateApiKey, type RequestedBy } from '@gatehouse/administration';
import type { Actor } from '@gatehouse/database';
import { parseApiKey } from '@gatehouse/keys';
import {
  explicitPermissions,
  type Permission,
  type ProjectPermission,
  rolePermissions,
  tokenPrefixes,
} from '@gatehouse/protocol';
import type { ProjectContext, ProjectRuntime } from '@gatehouse/token-engine';
import type { ProjectRequest } from '../../http/project-request.ts';
import { readBearer } from '../../http/read-bearer.ts';
import { Refusal, type RefusalDetails, unknownEndpoint } from '../../http/refusal.ts';
import type { RouteContext } from '../route.ts';

const missingKey: RefusalDetails = {
  status: 401,
  code: 'invalid_token',
  description: 'A project API key is required.',
  hint: 'Send a key of this project as Authorization: Bearer.',
  // RFC 6750 section 3.1: a request without credentials is told no error.
  headers: { 'www-authenticate': 'Bearer realm="gatehouse"' },
};

const unknownKey: RefusalDetails = {
  status: 401,
  code: 'invalid_token',
  description: 'The API key is not valid for this project.',
  hint: 'Is it a key of this project, neither expired nor deleted?',
};

const workspaceKey: RefusalDetails = {
  status: 401,
  code: 'invalid_token',
  description: 'A workspace API key does not reach the data of a project.',
  hint: 'Exchange it for a key of this project: POST /projects/{project_id}/access at the management API.',
};

/** Throws a Refusal: 401 without a valid key of this very project, 403 where it may not, 404 for the console's project. */
export async function authorizeAdministrator(
  request: ProjectRequest,
  permission: ProjectPermission,
  context: RouteContext,
): Promise<RequestedBy> {
  const { project } = request.project;
  // Only commands on the host change the console's own project.
  if (project.workspaceId === null) throw new Refusal(unknownEndpoint);
  const value = readBearer(request.authorization);
  if (value === undefined) throw new Refusal(missingKey);
  if (value.startsWith(tokenPrefixes.workspaceApiKey)) throw new Refusal(workspaceKey);
  const administrator =
    parseApiKey(value) === undefined
      ? await findMember(value, project, context)
      : await findKey(value, request.project, context);
  if (administrator === undefined) throw new Refusal(unknownKey);
  if (!administrator.permissions.has(permission)) throw new Refusal(lacksPermission(permission));
  return { actor: administrator.actor, requestId: request.requestId };
}

interface Administrator {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
}

async function findKey(
  value: string,
  project: ProjectRuntime,
  context: RouteContext,
): Promise<Administrator | undefined> {
  const principal = await authenticateApiKey(context, value, context.projectKeys(project));
  const { projectId } = project.project;
  return principal?.scope.kind === 'project' && principal.scope.projectId === projectId
    ? principal
    : undefined;
}

/** Ory's command line presents the token of its login here too. */
async function findMember(
  token: string,
  { workspaceId }: ProjectContext,
  { authenticateMember, store }: RouteContext,
): Promise<Administrator | undefined> {
  const member = await authenticateMember(token);
  if (member === undefined) return undefined;
  const memberships = await store.membershipsOf(member.memberId);
  const membership = memberships.find((one) => one.workspaceId === workspaceId);
  if (membership === undefined) return undefined;
  return {
    actor: { kind: 'member', id: member.memberId, name: member.name || member.email },
    permissions: new Set(
      [...rolePermissions[membership.role]].filter((one) => !explicitPermissions.has(one)),
    ),
  };
}

function lacksPermission(permission: ProjectPermission): RefusalDetails {
  return {
    status: 403,
    code: 'insufficient_scope',
    description: 'The API key does not allow this.',
    hint: `It lacks the scope ${permission}.`,
    headers: {
      'www-authenticate': `Bearer realm="gatehouse", error="insufficient_scope", scope="${permission}"`,
    },
  };
}
