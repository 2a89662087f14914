// Every operation of the management API with a request that would be carried out for somebody who may:
// what a matrix over routes walks. The operations come from the contract, so none is forgotten.

import { type OperationId, operationList } from '@gatehouse/contracts';
import type { HttpAnswer } from './http-exchange.ts';
import type { ManagementApi } from './management-api.ts';

export interface ManagementRoute {
  readonly id: OperationId;
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly json?: unknown;
}

const settings = {
  cors_admin: { enabled: false, origins: [] },
  cors_public: { enabled: false, origins: [] },
  services: { oauth2: { config: {} } },
};

const bodies: Readonly<Partial<Record<OperationId, unknown>>> = {
  createWorkspace: { name: 'Taken over' },
  updateWorkspace: { name: 'Taken over' },
  createWorkspaceApiKey: { name: 'Taken over' },
  addWorkspaceMember: {
    id: '11111111-1111-4111-8111-111111111111',
    role: 'owner',
    email: 'intruder@example.com',
  },
  setWorkspaceMemberRole: { role: 'owner' },
  createWorkspaceInvitation: { role: 'owner' },
  readInvitation: { invitation: 'gh_inv_unknown' },
  acceptInvitation: { invitation: 'gh_inv_unknown' },
  createProject: { name: 'Taken over', environment: 'dev' },
  patchProject: [{ op: 'replace', path: '/name', value: 'Taken over' }],
  setProject: { name: 'Taken over', organizations: [], ...settings },
  patchProjectWithRevision: [{ op: 'replace', path: '/name', value: 'Taken over' }],
  createOrganization: { label: 'Taken over' },
  updateOrganization: { label: 'Taken over' },
  createOrganizationOnboardingPortalLink: { enable_sso: true },
  updateOrganizationOnboardingPortalLink: { enable_sso: true },
  createWebhook: { url: 'https://hooks.example.com/', events: ['client.created'] },
  updateWebhook: { enabled: false },
  createEventStream: { type: 'https', https_endpoint: 'https://hooks.example.com/' },
  setEventStream: { status: 'paused' },
  createProjectApiKey: { name: 'Taken over' },
  createProjectClient: { grant_types: ['client_credentials'] },
  setProjectClient: { client_name: 'Taken over' },
  patchProjectClient: [{ op: 'replace', path: '/client_name', value: 'Taken over' }],
  setProjectClientLifespans: { client_credentials_grant_access_token_lifespan: '1m' },
};

export const managementRoutes: readonly ManagementRoute[] = operationList.map(([id, operation]) => {
  const { method, path } = operation;
  if (operation.body === undefined) return { id, method, path };
  if (!Object.hasOwn(bodies, id)) throw new Error(`${id} takes a body: give it one here`);
  return { id, method, path, json: bodies[id] };
});

/** @returns the names of the parameters in a route's path. */
export function parametersOf(route: ManagementRoute): string[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Calls the route; throws where a parameter of its path is not given. */
export function callManagementRoute(
  api: ManagementApi,
  route: ManagementRoute,
  call: { parameters: Readonly<Record<string, string>>; key?: string | null },
): Promise<HttpAnswer> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = call.parameters[name];
    if (value === undefined) throw new Error(`${route.id} needs "${name}"`);
    return encodeURIComponent(value);
  });
  return api.call(path, {
    method: route.method,
    ...(route.json === undefined ? {} : { json: route.json }),
    ...(call.key === undefined ? {} : { key: call.key }),
  });
}
