// A management API that answers from memory, so that the console can be looked at without a database. Every
// answer has the form of the contract; the typed client checks it.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerWebhooks } from './fixture-webhooks.ts';

const workspaceId = '4b8f3a52-0c6e-4a55-9d7e-0f3f7c1f5a01';
export const projectId = '7f0c2f8e-92b4-4d0b-8a25-64c1a1f4c102';
const emptyProjectId = '7f0c2f8e-92b4-4d0b-8a25-64c1a1f4c103';
const revisionId = '1f9d9c1e-4a34-4b53-9d0b-7a7c3d9a0e04';
export const memberId = '2c8e4b6a-5f1d-4a3b-8c7d-9e0f1a2b3c05';
const times = { created_at: '2026-11-12T09:14:00Z', updated_at: '2026-11-23T16:40:00Z' };

const workspace = {
  id: workspaceId,
  name: 'Harbour Software',
  ...times,
  organization_id: null,
  subscription_id: null,
  subscription_plan: null,
};

const metadata = (id: string, rest: { name: string; slug: string; environment: string }) => ({
  id,
  url: `https://sign-in.example.com/p/${rest.slug}`,
  state: 'running',
  home_region: 'global',
  hosts: [],
  workspace_id: workspaceId,
  subscription_id: null,
  subscription_plan: null,
  ...times,
  ...rest,
});

const projects = [
  metadata(projectId, { name: 'Harbour Ledger', slug: 'harbour-ledger', environment: 'prod' }),
  metadata(emptyProjectId, { name: 'Ledger next', slug: 'ledger-next', environment: 'dev' }),
];

const project = ({ id, name, slug, environment, url }: (typeof projects)[number]) => ({
  id,
  name,
  slug,
  url,
  environment,
  state: 'running',
  home_region: 'global',
  workspace_id: workspaceId,
  revision_id: revisionId,
  organizations: [],
  cors_admin: { enabled: false, origins: [] },
  cors_public: { enabled: false, origins: [] },
  services: {
    oauth2: { config: {} },
    identity: { config: {} },
    account_experience: { config: {} },
    permission: { config: {} },
  },
});

const lifespans = Object.fromEntries(
  [
    'authorization_code_grant_access_token',
    'authorization_code_grant_id_token',
    'authorization_code_grant_refresh_token',
    'client_credentials_grant_access_token',
    'device_authorization_grant_access_token',
    'device_authorization_grant_id_token',
    'device_authorization_grant_refresh_token',
    'implicit_grant_access_token',
    'implicit_grant_id_token',
    'jwt_bearer_grant_access_token',
    'refresh_token_grant_access_token',
    'refresh_token_grant_id_token',
    'refresh_token_grant_refresh_token',
  ].map((name) => [`${name}_lifespan`, null]),
);

const client = (rest: { client_id: string; client_name: string } & Record<string, unknown>) => ({
  jwks: null,
  access_token_strategy: '',
  allowed_cors_origins: [],
  audience: [],
  backchannel_logout_session_required: false,
  backchannel_logout_uri: '',
  client_secret_expires_at: 0,
  client_uri: '',
  contacts: [],
  frontchannel_logout_session_required: false,
  frontchannel_logout_uri: '',
  grant_types: ['authorization_code', 'refresh_token'],
  jwks_uri: '',
  logo_uri: '',
  metadata: {},
  owner: '',
  policy_uri: '',
  post_logout_redirect_uris: [],
  redirect_uris: ['https://ledger.example.com/callback'],
  request_object_signing_alg: '',
  request_uris: [],
  require_pkce: true,
  response_types: ['code'],
  scope: 'openid offline_access email profile',
  sector_identifier_uri: '',
  skip_consent: false,
  skip_logout_consent: null,
  strict_client_authentication: false,
  subject_type: 'public',
  token_endpoint_auth_method: 'client_secret_basic',
  token_endpoint_auth_signing_alg: '',
  tos_uri: '',
  userinfo_signed_response_alg: 'none',
  ...times,
  ...lifespans,
  ...rest,
});

const clients = [
  client({ client_id: '0d3f6c1e-8f43-4b7b-9a51-2f8d41c4a0b7', client_name: 'Ledger web' }),
  client({
    client_id: '5a1be0b2-61a3-4c55-9f0e-3f1d2c4b5a06',
    client_name: 'Ledger for phones',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['com.example.ledger:/callback'],
  }),
  client({
    client_id: '8c7d6e5f-4a3b-4c2d-9e1f-0a1b2c3d4e07',
    client_name: 'Nightly export',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope: 'invoices:read',
  }),
];
export const clientId = '0d3f6c1e-8f43-4b7b-9a51-2f8d41c4a0b7';

const passed = (check: string, received?: string) => ({
  check,
  passed: true,
  ...(received === undefined ? {} : { received }),
});

const trace = (rest: { trace_id: string } & Record<string, unknown>) => ({
  at: '2026-11-24T08:31:12.402Z',
  endpoint: 'token',
  client_id: clientId,
  outcome: 'succeeded',
  trace: { grantType: 'authorization_code', checks: [] },
  ...rest,
});

export const traceId = '019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a21';
const traces = [
  trace({
    trace_id: traceId,
    outcome: 'redirect_uri_mismatch',
    trace: {
      grantType: 'authorization_code',
      checks: [
        passed('request_parameters'),
        passed('client_authentication', 'client_secret_basic'),
        passed('grant_type', 'authorization_code'),
        passed('code_known'),
        passed('code_client'),
        {
          check: 'redirect_uri',
          passed: false,
          expected: 'https://ledger.example.com/callback',
          received: 'https://ledger.example.com/callback/',
        },
      ],
      reference: 'RFC 6749 section 4.1.3',
      hint: 'Send the very redirect URI of the authorization request again, down to the last slash.',
    },
  }),
  trace({
    trace_id: '019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a22',
    at: '2026-11-24T08:31:10.100Z',
    endpoint: 'authorization',
    trace: { checks: [passed('client'), passed('redirect_uri'), passed('pkce', 'S256')] },
  }),
  trace({
    trace_id: '019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a23',
    at: '2026-11-24T08:12:44.000Z',
    endpoint: 'introspection',
    outcome: 'inactive',
    client_id: '8c7d6e5f-4a3b-4c2d-9e1f-0a1b2c3d4e07',
    trace: { checks: [] },
  }),
  trace({
    trace_id: '019ab2c4-7f10-7a3e-9c52-0b1d6e4f8a24',
    at: '2026-11-23T21:00:00.000Z',
    outcome: 'client_authentication_missing',
    client_id: null,
    trace: { grantType: 'client_credentials', checks: [] },
  }),
];

const members = [
  { id: memberId, email: 'ada@example.com', name: 'Ada Lovelace', role: 'owner', ...times },
  {
    id: '3d9f5c7b-6a2e-4b4c-9d8e-0f1a2b3c4d08',
    email: 'grace@example.com',
    name: 'Grace Hopper',
    role: 'developer',
    ...times,
  },
  {
    id: '3d9f5c7b-6a2e-4b4c-9d8e-0f1a2b3c4d09',
    email: 'edsger@example.com',
    name: '',
    role: 'viewer',
    ...times,
  },
];

const key = (rest: Readonly<Record<string, unknown>>) => ({
  owner_id: memberId,
  scopes: ['projects:read', 'projects:write', 'clients:read', 'clients:write'],
  expires_at: '2027-02-22T09:14:00Z',
  ...times,
  ...rest,
});

const workspaceKeys = [
  key({
    id: '6e5d4c3b-2a19-4f8e-9d7c-6b5a4f3e2d10',
    name: 'deploy',
    last_characters: 'x7Qa',
    workspace_id: workspaceId,
  }),
  key({
    id: '6e5d4c3b-2a19-4f8e-9d7c-6b5a4f3e2d11',
    name: 'local command line',
    last_characters: '9fKm',
    workspace_id: workspaceId,
    expires_at: null,
    scopes: ['projects:read'],
  }),
];

const event = (id: number, rest: Readonly<Record<string, unknown>>) => ({
  id: `5f4e3d2c-1b0a-4f9e-8d7c-6b5a4f3e2d${id}`,
  at: '2026-11-24T08:02:11Z',
  actor: { kind: 'member', id: memberId, name: 'Ada Lovelace' },
  action: 'client.created',
  target: { type: 'client', id: clientId },
  project_id: projectId,
  changes: {},
  request_id: 'req-1',
  ...rest,
});

const events = [
  event(20, {
    action: 'client.updated',
    changes: {
      redirect_uris: {
        before: ['https://ledger.example.com/cb'],
        after: ['https://ledger.example.com/callback'],
      },
    },
  }),
  event(21, {}),
  event(22, {
    at: '2026-11-23T16:40:00Z',
    actor: { kind: 'workspace_api_key', id: 'deploy', name: 'deploy' },
    action: 'project.created',
    target: { type: 'project', id: projectId },
  }),
];

const lastPage = { has_next_page: false, next_page_token: '' };
const page = { has_next_page: false, next_page: '' };

type Answer = readonly [status: number, body: unknown];

const refuse = (status: number, id: string, message: string): Answer => [
  status,
  { error: { code: status, status: String(status), message, request: 'req-fixture', id } },
];

const notFound = refuse(404, 'not_found', 'There is nothing with that id.');

function answerProject(path: string, { searchParams }: URL): Answer {
  const [, id = '', rest = ''] = /^\/projects\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const found = projects.find((known) => known.id === id);
  if (found === undefined) return notFound;
  const isEmpty = id === emptyProjectId;
  if (rest === '') return [200, project(found)];
  if (rest === '/clients') return [200, { clients: isEmpty ? [] : clients, ...lastPage }];
  if (rest.startsWith('/clients/')) {
    const wanted = clients.find(({ client_id }) => rest === `/clients/${client_id}`);
    return wanted === undefined ? notFound : [200, wanted];
  }
  if (rest === '/traces') {
    const clientId = searchParams.get('client_id');
    const listed = traces.filter(({ client_id }) => clientId === null || client_id === clientId);
    return [200, { traces: isEmpty ? [] : listed, ...lastPage }];
  }
  if (rest.startsWith('/traces/')) {
    const wanted = traces.find((known) => rest === `/traces/${known.trace_id}`);
    return wanted === undefined ? notFound : [200, wanted];
  }
  if (rest === '/tokens') return [200, []];
  if (rest.startsWith('/webhooks')) return answerWebhooks(rest.slice('/webhooks'.length), isEmpty);
  return notFound;
}

function answer(method: string, path: string, url: URL): Answer {
  if (method !== 'GET') return answerChange(method, path);
  const base = `/workspaces/${workspaceId}`;
  switch (path) {
    case '/workspaces':
      return [200, { workspaces: [workspace], ...lastPage }];
    case base:
      return [200, workspace];
    case `${base}/projects`:
      return [200, { projects, ...page }];
    case `${base}/members`:
      return [200, { members }];
    case `${base}/invitations`:
      return [200, { invitations: [] }];
    case `${base}/tokens`:
      return [200, workspaceKeys];
    case `${base}/audit-events`:
      return [200, { events, ...lastPage }];
    default:
      return answerProject(path, url);
  }
}

function answerChange(method: string, path: string): Answer {
  if (method === 'POST' && path === `/projects/${projectId}/clients`) {
    return [201, { ...clients[0], client_secret: 'gh_cs_fixture-secret-that-is-shown-once' }];
  }
  if (method === 'POST' && path === '/invitations/accept') {
    const { id, name } = workspace;
    return [200, { workspace: { id, name }, member: members[0] }];
  }
  if (method === 'PUT' && path.includes('/members/')) {
    return refuse(403, 'forbidden', 'Only an owner appoints or removes owners.');
  }
  if (method === 'DELETE') return [204, undefined];
  return notFound;
}

/** Answers `/api/…`; only with a token. */
export function answerManagement(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://fixture');
  const path = url.pathname.replace(/^\/api/, '');
  const isKnown = request.headers.authorization === 'Bearer fixture-access-token';
  const [status, body] = isKnown
    ? answer(request.method ?? 'GET', path, url)
    : refuse(401, 'unauthenticated', 'The access token is not live.');
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
