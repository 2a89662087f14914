// Projects and workspaces.

import { differs, tagOf } from '../operation.ts';

export const project = tagOf('project', 'management', [
  ['GET', '/projects', 'listProjects', 'works'],
  ['POST', '/projects', 'createProject', 'works'],
  ['DELETE', '/projects/{project_id}', 'purgeProject', 'works'],
  ['GET', '/projects/{project_id}', 'getProject', 'works'],
  ['PATCH', '/projects/{project_id}', 'patchProject', 'works'],
  ['PUT', '/projects/{project_id}', 'setProject', 'works'],
  ['GET', '/projects/{project_id}/organizations', 'listOrganizations', 'works'],
  ['POST', '/projects/{project_id}/organizations', 'createOrganization', 'works'],
  [
    'DELETE',
    '/projects/{project_id}/organizations/{organization_id}',
    'deleteOrganization',
    'works',
  ],
  ['GET', '/projects/{project_id}/organizations/{organization_id}', 'getOrganization', 'works'],
  ['PUT', '/projects/{project_id}/organizations/{organization_id}', 'updateOrganization', 'works'],
  [
    'GET',
    '/projects/{project_id}/organizations/{organization_id}/onboarding-portal-links',
    'getOrganizationOnboardingPortalLinks',
    'works',
  ],
  [
    'POST',
    '/projects/{project_id}/organizations/{organization_id}/onboarding-portal-links',
    'createOrganizationOnboardingPortalLink',
    'works',
  ],
  [
    'DELETE',
    '/projects/{project_id}/organizations/{organization_id}/onboarding-portal-links/{onboarding_portal_link_id}',
    'deleteOrganizationOnboardingPortalLink',
    'works',
  ],
  [
    'POST',
    '/projects/{project_id}/organizations/{organization_id}/onboarding-portal-links/{onboarding_portal_link_id}',
    'updateOrganizationOnboardingPortalLink',
    'works',
  ],
  ['PATCH', '/projects/{project_id}/revision/{revision_id}', 'patchProjectWithRevision', 'works'],
  ['GET', '/projects/{project}/members', 'getProjectMembers', 'works'],
  [
    'DELETE',
    '/projects/{project}/members/{member}',
    'removeProjectMember',
    differs('members belong to the workspace: whoever is removed leaves all its projects'),
  ],
  ['GET', '/projects/{project}/tokens', 'listProjectApiKeys', 'works'],
  ['POST', '/projects/{project}/tokens', 'createProjectApiKey', 'works'],
  ['DELETE', '/projects/{project}/tokens/{token_id}', 'deleteProjectApiKey', 'works'],
]);

export const workspace = tagOf('workspace', 'management', [
  ['GET', '/workspaces', 'listWorkspaces', 'works'],
  ['POST', '/workspaces', 'createWorkspace', 'works'],
  ['GET', '/workspaces/{workspace}', 'getWorkspace', 'works'],
  ['PUT', '/workspaces/{workspace}', 'updateWorkspace', 'works'],
  ['GET', '/workspaces/{workspace}/projects', 'listWorkspaceProjects', 'works'],
  ['GET', '/workspaces/{workspace}/tokens', 'listWorkspaceApiKeys', 'works'],
  ['POST', '/workspaces/{workspace}/tokens', 'createWorkspaceApiKey', 'works'],
  ['DELETE', '/workspaces/{workspace}/tokens/{token_id}', 'deleteWorkspaceApiKey', 'works'],
]);

const overHttps = differs('events leave over HTTPS, as signed webhooks; SNS is refused');

export const events = tagOf('events', 'management', [
  ['GET', '/projects/{project_id}/eventstreams', 'listEventStreams', 'works'],
  ['POST', '/projects/{project_id}/eventstreams', 'createEventStream', overHttps],
  ['DELETE', '/projects/{project_id}/eventstreams/{event_stream_id}', 'deleteEventStream', 'works'],
  ['PUT', '/projects/{project_id}/eventstreams/{event_stream_id}', 'setEventStream', overHttps],
]);
