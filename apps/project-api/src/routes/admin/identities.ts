// Ory's administration of identities over HTTP.

import {
  createIdentity,
  deleteIdentity,
  deleteIdentityCredential,
  endIdentitySessions,
  getIdentity,
  getIdentityByExternalId,
  listIdentities,
  listSessions,
  patchIdentity,
  setIdentity,
} from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { RouteContext } from '../route.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { buildPageLinks } from './page-links.ts';
import { readPage } from './read-page.ts';

const collection = '/admin/identities';
const single = '/admin/identities/:id';

const projectIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  issuer: request.project.project.issuer,
});
const identityIn = (call: AdminCall) => ({
  ...projectIn(call),
  identityId: call.request.pathParameter('id'),
});
const passwordsIn = ({ request }: AdminCall, { identity }: RouteContext) => ({
  passwords: identity.runtimeOf(request.project).passwords,
});

const reading = { errors: 'herodot', permission: 'identities:read' } as const;
const writing = { errors: 'herodot', permission: 'identities:write' } as const;

export const identityRoutes: readonly AdminRoute[] = [
  {
    ...reading,
    method: 'GET',
    path: collection,
    async serve(call, context) {
      const { query, ...page } = readPage(call.request);
      const credentialsIdentifier = query.get('credentials_identifier') ?? undefined;
      const { items, nextPageToken } = await listIdentities(context, {
        ...projectIn(call),
        ...page,
        credentialsIdentifier,
        organizationId: query.get('organization_id') ?? undefined,
      });
      const url = `${projectIn(call).issuer}${collection}`;
      return buildJsonAnswer(items, {
        headers: { link: buildPageLinks(url, query, nextPageToken) },
      });
    },
  },
  {
    ...writing,
    method: 'POST',
    path: collection,
    async serve(call, context) {
      const created = await createIdentity(context, {
        ...projectIn(call),
        ...passwordsIn(call, context),
        input: call.request.readJson(),
      });
      const location = `${projectIn(call).issuer}${collection}/${created.id}`;
      return buildJsonAnswer(created, { status: 201, headers: { location } });
    },
  },
  {
    ...reading,
    method: 'GET',
    path: `${collection}/by/external/:externalId`,
    async serve(call, context) {
      const externalId = call.request.pathParameter('externalId');
      return buildJsonAnswer(
        await getIdentityByExternalId(context, { ...projectIn(call), externalId }),
      );
    },
  },
  {
    ...reading,
    method: 'GET',
    path: single,
    serve: async (call, context) => buildJsonAnswer(await getIdentity(context, identityIn(call))),
  },
  {
    ...writing,
    method: 'PUT',
    path: single,
    async serve(call, context) {
      const input = call.request.readJson();
      const request = { ...identityIn(call), ...passwordsIn(call, context), input };
      return buildJsonAnswer(await setIdentity(context, request));
    },
  },
  {
    ...writing,
    method: 'PATCH',
    path: single,
    async serve(call, context) {
      const patch = call.request.readJson();
      const request = { ...identityIn(call), ...passwordsIn(call, context), patch };
      return buildJsonAnswer(await patchIdentity(context, request));
    },
  },
  {
    ...writing,
    method: 'DELETE',
    path: single,
    async serve(call, context) {
      await deleteIdentity(context, identityIn(call));
      return noContent;
    },
  },
  {
    ...writing,
    method: 'DELETE',
    path: `${single}/credentials/:type`,
    async serve(call, context) {
      const type = call.request.pathParameter('type');
      await deleteIdentityCredential(context, { ...identityIn(call), type });
      return noContent;
    },
  },
  {
    ...reading,
    method: 'GET',
    path: `${single}/sessions`,
    async serve(call, context) {
      const { query, ...page } = readPage(call.request);
      const request = identityIn(call);
      const isActive = query.get('active') === 'true';
      const { items, nextPageToken } = await listSessions(context, {
        ...request,
        ...page,
        isActive,
      });
      const url = `${request.issuer}${collection}/${request.identityId}/sessions`;
      return buildJsonAnswer(items, {
        headers: { link: buildPageLinks(url, query, nextPageToken) },
      });
    },
  },
  {
    ...writing,
    method: 'DELETE',
    path: `${single}/sessions`,
    async serve(call, context) {
      await endIdentitySessions(context, identityIn(call));
      return noContent;
    },
  },
];
