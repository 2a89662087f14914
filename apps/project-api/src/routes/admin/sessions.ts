// Ory's administration of sessions over HTTP.

import { endSession, getSession, listSessions } from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { buildPageLinks } from './page-links.ts';
import { readPage } from './read-page.ts';

const collection = '/admin/sessions';

const projectIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  issuer: request.project.project.issuer,
});
const sessionIn = (call: AdminCall) => ({
  ...projectIn(call),
  sessionId: call.request.pathParameter('id'),
});

export const adminSessionRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: collection,
    errors: 'herodot',
    permission: 'identities:read',
    async serve(call, context) {
      const { query, ...page } = readPage(call.request);
      const isActive = query.get('active') === 'true';
      const request = { ...projectIn(call), ...page, isActive };
      const { items, nextPageToken } = await listSessions(context, request);
      const url = `${request.issuer}${collection}`;
      return buildJsonAnswer(items, {
        headers: { link: buildPageLinks(url, query, nextPageToken) },
      });
    },
  },
  {
    method: 'GET',
    path: `${collection}/:id`,
    errors: 'herodot',
    permission: 'identities:read',
    serve: async (call, context) => buildJsonAnswer(await getSession(context, sessionIn(call))),
  },
  {
    method: 'DELETE',
    path: `${collection}/:id`,
    errors: 'herodot',
    permission: 'identities:write',
    async serve(call, context) {
      await endSession(context, sessionIn(call));
      return noContent;
    },
  },
];
