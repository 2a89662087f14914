// Clients that register themselves with a project (RFC 7591) and manage their registration (RFC 7592).

import { bearer } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http-exchange.ts';
import type { ProjectApi } from './project-api.ts';
import { managementApi } from './running-product.ts';

/** What an ordinary web application says of itself. */
export const webApplication = {
  client_name: 'Registered itself',
  redirect_uris: ['https://app.example.com/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid offline_access email',
};

const settingsPath = '/services/oauth2/config/oidc';

/** Creates a project with which clients register themselves; `change` are further settings of registration. */
export async function createOpenProject(
  change: Readonly<Record<string, unknown>> = {},
): Promise<ProjectApi> {
  const project = await managementApi().createProject();
  await switchRegistration(project, { enabled: true, ...change });
  return project;
}

export async function switchRegistration(
  project: ProjectApi,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await managementApi().patchProject(project.address.id, [
    { op: 'add', path: settingsPath, value: { dynamic_client_registration: settings } },
  ]);
}

export interface Registered {
  readonly answer: HttpAnswer;
  readonly clientId: string;
  readonly token: string;
}

export function sendRegistration(
  project: ProjectApi,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<HttpAnswer> {
  return sendHttp({
    origin: project.origin,
    path: `${project.basePath}/oauth2/register`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...webApplication, ...fields }),
  });
}

/** Throws where that is refused. */
export async function register(
  project: ProjectApi,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Registered> {
  const answer = await sendRegistration(project, fields);
  if (answer.status !== 201) throw new Error(`no client registered: ${answer.describe()}`);
  const clientId = answer.stringAt('client_id');
  return { answer, clientId, token: answer.stringAt('registration_access_token') };
}

/** @param token null: none is sent. */
export function configure(
  project: ProjectApi,
  own: { readonly clientId: string; readonly token: string | null },
  call: { readonly method?: string; readonly json?: unknown } = {},
): Promise<HttpAnswer> {
  return sendHttp({
    origin: project.origin,
    path: `${project.basePath}/oauth2/register/${own.clientId}`,
    method: call.method ?? 'GET',
    headers: {
      ...(own.token === null ? {} : { authorization: bearer(own.token) }),
      ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
  });
}
