// Ory's list of outgoing mail over HTTP.

import { getMessage, listMessages } from '@gatehouse/administration';
import { buildJsonAnswer } from '../../http/http-answer.ts';
import type { AdminRoute } from './admin-route.ts';
import { buildPageLinks } from './page-links.ts';
import { readPage } from './read-page.ts';

const collection = '/admin/courier/messages';

export const courierRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: collection,
    errors: 'herodot',
    permission: 'messages:read',
    async serve({ request, scope }, context) {
      const { query, ...page } = readPage(request);
      const { items, nextPageToken } = await listMessages(context, {
        scope,
        ...page,
        status: query.get('status') ?? undefined,
        recipient: query.get('recipient') ?? undefined,
      });
      const url = `${request.project.project.issuer}${collection}`;
      return buildJsonAnswer(items, {
        headers: { link: buildPageLinks(url, query, nextPageToken) },
      });
    },
  },
  {
    method: 'GET',
    path: `${collection}/:id`,
    errors: 'herodot',
    permission: 'messages:read',
    async serve({ request, scope }, context) {
      const messageId = request.pathParameter('id');
      const { document } = await getMessage(context, { scope, messageId });
      return buildJsonAnswer(document);
    },
  },
];
