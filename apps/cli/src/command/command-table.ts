// Every command: verb, noun, the noun's other spellings. Ory's words; `api-key`, `trace` and `webhook` are ours.

import type { CommandEntry } from './command.ts';

const projects = ['project', 'projects'];
const clients = ['oauth2-client', 'oauth2-clients', 'client', 'clients'];
const workspaces = ['workspace', 'workspaces', 'ws'];
const jwks = ['jwk', 'jwks'];
const apiKeys = ['api-key', 'api-keys'];
const traces = ['trace', 'traces'];
const webhooks = ['webhook', 'webhooks'];

/** @returns the spellings with the plural in front, which `list` calls by. */
function plural(nouns: readonly string[]): readonly string[] {
  const [singular, several, ...others] = nouns;
  return [several, singular, ...others].filter((noun) => noun !== undefined);
}

export const commandTable: readonly CommandEntry[] = [
  {
    verb: 'create',
    nouns: projects,
    summary: 'Create a project',
    load: async () => (await import('../project/create-project.ts')).createProject,
  },
  {
    verb: 'create',
    nouns: clients,
    summary: 'Create an OAuth 2.0 client',
    load: async () => (await import('../oauth2-client/create-client.ts')).createClient,
  },
  {
    verb: 'create',
    nouns: jwks,
    summary: 'Create a JSON Web Key in a set',
    load: async () => (await import('../jwk/create-jwk.ts')).createJwk,
  },
  {
    verb: 'create',
    nouns: workspaces,
    summary: 'Create a workspace',
    load: async () => (await import('../workspace/create-workspace.ts')).createWorkspace,
  },
  {
    verb: 'create',
    nouns: apiKeys,
    summary: 'Create an API key; its value is shown once',
    load: async () => (await import('../api-key/create-api-key.ts')).createApiKey,
  },
  {
    verb: 'create',
    nouns: webhooks,
    summary: 'Create a webhook; its secret is shown once',
    load: async () => (await import('../webhook/create-webhook.ts')).createWebhook,
  },
  {
    verb: 'list',
    nouns: plural(projects),
    summary: 'List projects',
    load: async () => (await import('../project/list-projects.ts')).listProjects,
  },
  {
    verb: 'list',
    nouns: plural(clients),
    summary: 'List the OAuth 2.0 clients of a project',
    load: async () => (await import('../oauth2-client/list-clients.ts')).listClients,
  },
  {
    verb: 'list',
    nouns: plural(workspaces),
    summary: 'List workspaces',
    load: async () => (await import('../workspace/list-workspaces.ts')).listWorkspaces,
  },
  {
    verb: 'list',
    nouns: plural(apiKeys),
    summary: 'List API keys, without their values',
    load: async () => (await import('../api-key/list-api-keys.ts')).listApiKeys,
  },
  {
    verb: 'list',
    nouns: plural(traces),
    summary: 'List traces of protocol requests, newest first',
    load: async () => (await import('../trace/list-traces.ts')).listTraces,
  },
  {
    verb: 'list',
    nouns: plural(webhooks),
    summary: 'List the webhooks of a project',
    load: async () => (await import('../webhook/list-webhooks.ts')).listWebhooks,
  },
  {
    verb: 'get',
    nouns: projects,
    summary: 'Show a project',
    load: async () => (await import('../project/get-project.ts')).getProject,
  },
  {
    verb: 'get',
    nouns: clients,
    summary: 'Show OAuth 2.0 clients by their ids',
    load: async () => (await import('../oauth2-client/get-client.ts')).getClient,
  },
  {
    verb: 'get',
    nouns: jwks,
    summary: 'Show JSON Web Key Sets',
    load: async () => (await import('../jwk/get-jwk.ts')).getJwk,
  },
  {
    verb: 'get',
    nouns: workspaces,
    summary: 'Show a workspace',
    load: async () => (await import('../workspace/get-workspace.ts')).getWorkspace,
  },
  {
    verb: 'get',
    nouns: traces,
    summary: 'Show why a protocol request was refused, or what it passed',
    load: async () => (await import('../trace/get-trace.ts')).getTrace,
  },
  {
    verb: 'get',
    nouns: webhooks,
    summary: 'Show a webhook',
    load: async () => (await import('../webhook/get-webhook.ts')).getWebhook,
  },
  {
    verb: 'update',
    nouns: clients,
    summary: 'Change an OAuth 2.0 client',
    load: async () => (await import('../oauth2-client/update-client.ts')).updateClient,
  },
  {
    verb: 'delete',
    nouns: projects,
    summary: 'Delete a project with everything in it',
    load: async () => (await import('../project/delete-project.ts')).deleteProject,
  },
  {
    verb: 'delete',
    nouns: clients,
    summary: 'Delete OAuth 2.0 clients by their ids',
    load: async () => (await import('../oauth2-client/delete-client.ts')).deleteClient,
  },
  {
    verb: 'delete',
    nouns: ['access-tokens', 'access-token'],
    summary: 'Revoke every access token of an OAuth 2.0 client',
    load: async () => (await import('../token/delete-access-tokens.ts')).deleteAccessTokens,
  },
  {
    verb: 'delete',
    nouns: jwks,
    summary: 'Delete JSON Web Key Sets',
    load: async () => (await import('../jwk/delete-jwk.ts')).deleteJwk,
  },
  {
    verb: 'delete',
    nouns: apiKeys,
    summary: 'Delete API keys; they are refused from then on',
    load: async () => (await import('../api-key/delete-api-key.ts')).deleteApiKey,
  },
  {
    verb: 'delete',
    nouns: webhooks,
    summary: 'Delete webhooks; nothing more is sent to them',
    load: async () => (await import('../webhook/delete-webhook.ts')).deleteWebhook,
  },
  {
    verb: 'import',
    nouns: clients,
    summary: 'Create OAuth 2.0 clients from JSON files',
    load: async () => (await import('../oauth2-client/import-client.ts')).importClient,
  },
  {
    verb: 'import',
    nouns: jwks,
    summary: 'Import JSON Web Keys into a set',
    load: async () => (await import('../jwk/import-jwk.ts')).importJwk,
  },
  {
    verb: 'use',
    nouns: projects,
    summary: 'Select a project, or print the selected one',
    load: async () => (await import('../project/use-project.ts')).useProject,
  },
  {
    verb: 'use',
    nouns: workspaces,
    summary: 'Select a workspace, or print the selected one',
    load: async () => (await import('../workspace/use-workspace.ts')).useWorkspace,
  },
  {
    verb: 'perform',
    nouns: ['client-credentials'],
    summary: 'Get an access token with a client id and secret',
    load: async () =>
      (await import('../token/perform-client-credentials.ts')).performClientCredentials,
  },
  {
    verb: 'perform',
    nouns: ['authorization-code'],
    summary: 'Sign in through a sample application and get its tokens',
    load: async () =>
      (await import('../authorization-code/perform-authorization-code.ts'))
        .performAuthorizationCode,
  },
  {
    verb: 'perform',
    nouns: ['device-code'],
    summary: 'Get tokens by a code that somebody enters in a browser',
    load: async () => (await import('../device-code/perform-device-code.ts')).performDeviceCode,
  },
  {
    verb: 'introspect',
    nouns: ['token'],
    summary: 'Show whether a token is active, and what it says',
    load: async () => (await import('../token/introspect-token.ts')).introspectToken,
  },
  {
    verb: 'revoke',
    nouns: ['token'],
    summary: 'Revoke an access or refresh token',
    load: async () => (await import('../token/revoke-token.ts')).revokeToken,
  },
  {
    verb: 'auth',
    nouns: [],
    summary: 'Sign in with the browser',
    load: async () => (await import('../auth/auth.ts')).auth,
  },
  {
    verb: 'auth',
    nouns: ['logout'],
    summary: 'Sign out',
    load: async () => (await import('../auth/logout.ts')).logout,
  },
  {
    verb: 'completion',
    nouns: [],
    summary: 'Print the completion script of a shell: bash, zsh or fish',
    load: async () => (await import('../completion/print-completion.ts')).printCompletion,
  },
  {
    verb: 'version',
    nouns: [],
    summary: 'Print the version of this command',
    load: async () => (await import('../version/print-version.ts')).printVersion,
  },
];
