// For every operation a request that succeeds when whoever sends it may. Each makes what it needs afresh,
// as the owner, so that what one caller deletes is there for the next.

import { randomUUID } from 'node:crypto';
import type { OperationId, RequestOf } from '@gatehouse/contracts';
import type { CallerName, SeededTenant } from './seeded-tenant.ts';

type Recipes = {
  readonly [Id in OperationId]: (
    tenant: SeededTenant,
    caller: CallerName,
  ) => RequestOf<Id> | Promise<RequestOf<Id>>;
};

const workspace = ({ workspaceId }: SeededTenant) => ({ params: { workspace: workspaceId } });
const project = ({ projectId }: SeededTenant) => ({ params: { project_id: projectId } });
const projectNamed = ({ projectId }: SeededTenant) => ({ params: { project: projectId } });
const client = ({ projectId, clientId }: SeededTenant) => ({
  params: { project_id: projectId, client_id: clientId },
});

async function newMember(tenant: SeededTenant) {
  const member = randomUUID();
  await tenant.owner.call('addWorkspaceMember', {
    ...workspace(tenant),
    body: { id: member, role: 'viewer', email: 'new@example.com' },
  });
  return { params: { workspace: tenant.workspaceId, member } };
}

async function newInvitation(tenant: SeededTenant) {
  return tenant.owner.call('createWorkspaceInvitation', {
    ...workspace(tenant),
    body: { role: 'viewer' },
  });
}

/** To a workspace that none of the callers belongs to. */
async function presentedInvitation(tenant: SeededTenant) {
  const { id } = await tenant.stranger.call('createWorkspace', { body: { name: 'Inviting' } });
  const { link } = await tenant.stranger.call('createWorkspaceInvitation', {
    params: { workspace: id },
    body: { role: 'viewer' },
  });
  return { body: { invitation: new URL(link).searchParams.get('invitation') ?? '' } };
}

async function newClient(tenant: SeededTenant) {
  const { client_id } = await tenant.owner.call('createProjectClient', {
    ...project(tenant),
    body: { client_name: 'New', grant_types: ['client_credentials'] },
  });
  return { params: { project_id: tenant.projectId, client_id } };
}

async function newOrganization(tenant: SeededTenant) {
  const { id } = await tenant.owner.call('createOrganization', {
    ...project(tenant),
    body: { label: 'New', domains: [`${randomUUID()}.example`] },
  });
  return { params: { project_id: tenant.projectId, organization_id: id } };
}

async function newPortalLink(tenant: SeededTenant) {
  const { params } = await newOrganization(tenant);
  const { id } = await tenant.owner.call('createOrganizationOnboardingPortalLink', {
    params,
    body: { enable_sso: true },
  });
  return { params: { ...params, onboarding_portal_link_id: id } };
}

async function newWebhook(tenant: SeededTenant) {
  await deleteWebhooks(tenant);
  const { id } = await tenant.owner.call('createWebhook', {
    ...projectNamed(tenant),
    body: { url: 'https://hooks.example.com/', events: ['client.created'] },
  });
  return { params: { project: tenant.projectId, webhook: id } };
}

async function newEventStream(tenant: SeededTenant) {
  const { params } = await newWebhook(tenant);
  return { params: { project_id: tenant.projectId, event_stream_id: params.webhook } };
}

async function newDelivery(tenant: SeededTenant) {
  const { params } = await newWebhook(tenant);
  const { id } = await tenant.owner.call('testWebhook', { params });
  return { params: { ...params, delivery: id } };
}

/** A project has few: those of the callers before make room. */
async function deleteWebhooks({ owner, projectId }: SeededTenant) {
  const { webhooks } = await owner.call('listWebhooks', { params: { project: projectId } });
  for (const { id } of webhooks) {
    await owner.call('deleteWebhook', { params: { project: projectId, webhook: id } });
  }
}

async function currentRevision(tenant: SeededTenant) {
  const { revision_id } = await tenant.owner.call('getProject', project(tenant));
  return { params: { project_id: tenant.projectId, revision_id } };
}

// Only a key of its own project may be purged with it, so that caller tries its own.
async function projectToPurge(tenant: SeededTenant, caller: CallerName) {
  if (caller === 'project key') return project(tenant);
  const { id } = await tenant.owner.call('createProject', {
    body: { name: 'To be purged', environment: 'dev', workspace_id: tenant.workspaceId },
  });
  return { params: { project_id: id } };
}

const rename = { op: 'replace', path: '/services/oauth2/config/ttl/access_token' } as const;
const newLifetime = () => ({ ...rename, value: `${1 + Math.floor(Math.random() * 500)}h` });

export const recipes: Recipes = {
  listWorkspaces: () => ({ query: {} }),
  createWorkspace: () => ({ body: { name: 'Another' } }),
  getWorkspace: workspace,
  updateWorkspace: (tenant) => ({ ...workspace(tenant), body: { name: 'Renamed' } }),
  listWorkspaceProjects: workspace,
  listWorkspaceApiKeys: workspace,
  createWorkspaceApiKey: (tenant) => ({
    ...workspace(tenant),
    body: { name: 'Key', scopes: ['workspace:read'] },
  }),
  async deleteWorkspaceApiKey(tenant) {
    const { id } = await tenant.owner.call('createWorkspaceApiKey', {
      ...workspace(tenant),
      body: { name: 'To be deleted' },
    });
    return { params: { workspace: tenant.workspaceId, token_id: id } };
  },
  listWorkspaceMembers: workspace,
  addWorkspaceMember: (tenant) => ({
    ...workspace(tenant),
    body: { id: randomUUID(), role: 'viewer', email: 'new@example.com' },
  }),
  async setWorkspaceMemberRole(tenant) {
    return { ...(await newMember(tenant)), body: { role: 'developer' } };
  },
  removeWorkspaceMember: newMember,
  listWorkspaceInvitations: workspace,
  createWorkspaceInvitation: (tenant) => ({ ...workspace(tenant), body: { role: 'viewer' } }),
  async deleteWorkspaceInvitation(tenant) {
    const { id } = await newInvitation(tenant);
    return { params: { workspace: tenant.workspaceId, invitation: id } };
  },
  readInvitation: presentedInvitation,
  acceptInvitation: presentedInvitation,
  listAuditEvents: workspace,
  verifyAuditLog: workspace,
  listProjects: () => ({}),
  createProject: (tenant) => ({
    body: { name: 'New', environment: 'dev', workspace_id: tenant.workspaceId },
  }),
  getProject: project,
  patchProject: (tenant) => ({ ...project(tenant), body: [newLifetime()] }),
  async setProject(tenant) {
    const { name, organizations, cors_admin, cors_public, services } = await tenant.owner.call(
      'getProject',
      project(tenant),
    );
    return {
      ...project(tenant),
      body: { name, organizations, cors_admin, cors_public, services },
    };
  },
  purgeProject: projectToPurge,
  async patchProjectWithRevision(tenant) {
    return { ...(await currentRevision(tenant)), body: [newLifetime()] };
  },
  listOrganizations: project,
  createOrganization: (tenant) => ({
    ...project(tenant),
    body: { label: 'New', domains: [`${randomUUID()}.example`], session_lifespan: '24h' },
  }),
  getOrganization: newOrganization,
  async updateOrganization(tenant) {
    return { ...(await newOrganization(tenant)), body: { label: 'Renamed' } };
  },
  deleteOrganization: newOrganization,
  getOrganizationOnboardingPortalLinks: newOrganization,
  async createOrganizationOnboardingPortalLink(tenant) {
    return { ...(await newOrganization(tenant)), body: { enable_sso: true } };
  },
  async updateOrganizationOnboardingPortalLink(tenant) {
    return { ...(await newPortalLink(tenant)), body: { enable_sso: false, enable_scim: true } };
  },
  deleteOrganizationOnboardingPortalLink: newPortalLink,
  getProjectMembers: projectNamed,
  async removeProjectMember(tenant) {
    const { params } = await newMember(tenant);
    return { params: { project: tenant.projectId, member: params.member } };
  },
  listProjectApiKeys: projectNamed,
  createProjectApiKey: (tenant) => ({
    ...projectNamed(tenant),
    body: { name: 'Key', scopes: ['projects:read'] },
  }),
  async deleteProjectApiKey(tenant) {
    const { id } = await tenant.owner.call('createProjectApiKey', {
      ...projectNamed(tenant),
      body: { name: 'To be deleted' },
    });
    return { params: { project: tenant.projectId, token_id: id } };
  },
  createProjectAccess: project,
  listProjectRevisions: project,
  getProjectRevision: currentRevision,
  revertProjectRevision: currentRevision,
  getProjectUsage: project,
  listProjectTraces: project,
  getProjectTrace: ({ projectId, traceId }) => ({
    params: { project_id: projectId, trace_id: traceId },
  }),
  listProjectMessages: project,
  getProjectMessage: ({ projectId, messageId }) => ({
    params: { project_id: projectId, message_id: messageId },
  }),
  listProjectFailedJobs: project,
  retryProjectJob: ({ projectId, failedJobId }) => ({
    params: { project_id: projectId, job_id: failedJobId },
  }),
  listWebhooks: projectNamed,
  async createWebhook(tenant) {
    await deleteWebhooks(tenant);
    const body = { url: 'https://hooks.example.com/', events: ['identity.created' as const] };
    return { ...projectNamed(tenant), body };
  },
  getWebhook: newWebhook,
  async updateWebhook(tenant) {
    return { ...(await newWebhook(tenant)), body: { enabled: false } };
  },
  deleteWebhook: newWebhook,
  rotateWebhookSecret: newWebhook,
  testWebhook: newWebhook,
  listWebhookDeliveries: newWebhook,
  getWebhookDelivery: newDelivery,
  redeliverWebhook: newDelivery,
  listEventStreams: project,
  async createEventStream(tenant) {
    await deleteWebhooks(tenant);
    const body = { type: 'https' as const, https_endpoint: 'https://hooks.example.com/' };
    return { ...project(tenant), body };
  },
  async setEventStream(tenant) {
    return { ...(await newEventStream(tenant)), body: { status: 'paused' as const } };
  },
  deleteEventStream: newEventStream,
  listProjectClients: project,
  createProjectClient: (tenant) => ({
    ...project(tenant),
    body: { client_name: 'New', grant_types: ['client_credentials'] },
  }),
  getProjectClient: client,
  setProjectClient: (tenant) => ({
    ...client(tenant),
    body: { client_name: 'Renamed', grant_types: ['client_credentials'] },
  }),
  patchProjectClient: (tenant) => ({
    ...client(tenant),
    body: [{ op: 'replace', path: '/client_name', value: 'Patched' }],
  }),
  deleteProjectClient: newClient,
  setProjectClientLifespans: (tenant) => ({
    ...client(tenant),
    body: { client_credentials_grant_access_token_lifespan: '5m' },
  }),
  rotateProjectClientSecret: newClient,
  deleteRotatedProjectClientSecrets: client,
  deleteProjectClientTokens: client,
};
