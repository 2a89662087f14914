// Ory's administration of issuers whose JWTs are exchanged for access tokens (RFC 7523) over HTTP.

import {
  deleteTrustedIssuer,
  getTrustedIssuer,
  listTrustedIssuers,
  trustIssuer,
} from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { buildPageLinks } from './page-links.ts';
import { readPage } from './read-page.ts';

const collection = '/admin/trust/grants/jwt-bearer/issuers';
const single = `${collection}/:id`;

const issuerIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  issuerId: request.pathParameter('id'),
});

export const trustedIssuerRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: collection,
    errors: 'admin',
    permission: 'issuers:read',
    async serve({ request, scope }, context) {
      const { query, pageSize, pageToken } = readPage(request);
      const issuer = query.get('issuer') ?? undefined;
      const page = await listTrustedIssuers(context, { scope, pageSize, pageToken, issuer });
      const url = `${request.project.project.issuer}${collection}`;
      const link = buildPageLinks(url, query, page.nextPageToken);
      return buildJsonAnswer(page.items, { headers: { link } });
    },
  },
  {
    method: 'POST',
    path: collection,
    errors: 'admin',
    permission: 'issuers:write',
    async serve({ request, scope, by }, context) {
      const trusted = await trustIssuer(context, { scope, by, input: request.readJson() });
      const location = `${request.project.project.issuer}${collection}/${trusted.id}`;
      return buildJsonAnswer(trusted, { status: 201, headers: { location } });
    },
  },
  {
    method: 'GET',
    path: single,
    errors: 'admin',
    permission: 'issuers:read',
    serve: async (call, context) =>
      buildJsonAnswer(await getTrustedIssuer(context, issuerIn(call))),
  },
  {
    method: 'DELETE',
    path: single,
    errors: 'admin',
    permission: 'issuers:write',
    async serve(call, context) {
      await deleteTrustedIssuer(context, issuerIn(call));
      return noContent;
    },
  },
];
