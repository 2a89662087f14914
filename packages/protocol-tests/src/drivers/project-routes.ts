// The routes of a project's administration, as a list that a matrix can walk.

import type { HttpAnswer } from './http-exchange.ts';
import type { ProjectApi } from './project-api.ts';

export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/admin`; `{clientId}`, `{set}` and `{kid}` are filled in. */
  readonly path: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

export interface RouteNames {
  readonly clientId: string;
  readonly set: string;
  readonly kid: string;
  /** undefined: the project's own key; null: none. */
  readonly key?: string | null;
}

const publicJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  use: 'sig',
  alg: 'EdDSA',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

export const adminRoutes: readonly AdminRoute[] = [
  { method: 'GET', path: '/clients' },
  { method: 'POST', path: '/clients', json: { grant_types: ['client_credentials'] } },
  { method: 'GET', path: '/clients/{clientId}' },
  { method: 'PUT', path: '/clients/{clientId}', json: { client_name: 'Taken over' } },
  {
    method: 'PATCH',
    path: '/clients/{clientId}',
    json: [{ op: 'replace', path: '/client_name', value: 'Taken over' }],
  },
  { method: 'DELETE', path: '/clients/{clientId}' },
  {
    method: 'PUT',
    path: '/clients/{clientId}/lifespans',
    json: { client_credentials_grant_access_token_lifespan: '1m' },
  },
  { method: 'POST', path: '/clients/{clientId}/secrets/rotate' },
  { method: 'DELETE', path: '/clients/{clientId}/secrets/rotate' },
  { method: 'POST', path: '/oauth2/introspect', form: { token: 'x' } },
  { method: 'DELETE', path: '/oauth2/tokens?client_id={clientId}' },
  { method: 'GET', path: '/keys/{set}' },
  { method: 'POST', path: '/keys/{set}', json: { alg: 'ES256', kid: '{kid}', use: 'sig' } },
  { method: 'PUT', path: '/keys/{set}', json: { keys: [{ ...publicJwk, kid: '{kid}' }] } },
  { method: 'DELETE', path: '/keys/{set}' },
  { method: 'GET', path: '/keys/{set}/{kid}' },
  { method: 'PUT', path: '/keys/{set}/{kid}', json: { ...publicJwk, kid: '{kid}' } },
  { method: 'DELETE', path: '/keys/{set}/{kid}' },
];

export function callAdminRoute(
  project: ProjectApi,
  route: AdminRoute,
  names: RouteNames,
): Promise<HttpAnswer> {
  const fill = (text: string) =>
    text
      .replaceAll('{clientId}', encodeURIComponent(names.clientId))
      .replaceAll('{set}', encodeURIComponent(names.set))
      .replaceAll('{kid}', encodeURIComponent(names.kid));
  const key = names.key === undefined ? {} : { key: names.key };
  if (route.form !== undefined) {
    const caller = names.key == null ? project : project.withKey(names.key);
    return caller.adminIntrospect(route.form['token'] ?? '');
  }
  return project.admin(fill(route.path), {
    method: route.method,
    ...(route.json === undefined ? {} : { json: JSON.parse(fill(JSON.stringify(route.json))) }),
    ...key,
  });
}
