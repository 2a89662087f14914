// Ory's administration of OAuth 2.0 clients over HTTP.

import {
  createClient,
  deleteClient,
  getClient,
  listClients,
  patchClient,
  setClient,
  setClientLifespans,
} from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { buildPageLinks } from './page-links.ts';

const collection = '/admin/clients';
const single = '/admin/clients/:id';

const clientIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  clientId: request.pathParameter('id'),
});

/** @returns undefined where none is given; NaN, which the administration refuses, for what is no number. */
function parsePageSize(text: string): number | undefined {
  if (text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

export const clientRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: collection,
    errors: 'admin',
    permission: 'clients:read',
    async serve({ request, scope }, context) {
      const query = request.readQuery();
      const page = await listClients(context, {
        scope,
        pageSize: parsePageSize(query.get('page_size') ?? ''),
        pageToken: query.get('page_token') ?? undefined,
        clientName: query.get('client_name') ?? undefined,
        owner: query.get('owner') ?? undefined,
      });
      const url = `${request.project.project.issuer}${collection}`;
      const link = buildPageLinks(url, query, page.nextPageToken);
      return buildJsonAnswer(page.items, { headers: { link } });
    },
  },
  {
    method: 'POST',
    path: collection,
    errors: 'admin',
    permission: 'clients:write',
    async serve({ request, scope, by }, context) {
      const client = await createClient(context, { scope, by, input: request.readJson() });
      const location = `${request.project.project.issuer}${collection}/${client.client_id}`;
      return buildJsonAnswer(client, { status: 201, headers: { location } });
    },
  },
  {
    method: 'GET',
    path: single,
    errors: 'admin',
    permission: 'clients:read',
    serve: async (call, context) => buildJsonAnswer(await getClient(context, clientIn(call))),
  },
  {
    method: 'PUT',
    path: single,
    errors: 'admin',
    permission: 'clients:write',
    async serve(call, context) {
      const input = call.request.readJson();
      return buildJsonAnswer(await setClient(context, { ...clientIn(call), input }));
    },
  },
  {
    method: 'PATCH',
    path: single,
    errors: 'admin',
    permission: 'clients:write',
    async serve(call, context) {
      const patch = call.request.readJson();
      return buildJsonAnswer(await patchClient(context, { ...clientIn(call), patch }));
    },
  },
  {
    method: 'DELETE',
    path: single,
    errors: 'admin',
    permission: 'clients:write',
    async serve(call, context) {
      await deleteClient(context, clientIn(call));
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: `${single}/lifespans`,
    errors: 'admin',
    permission: 'clients:write',
    async serve(call, context) {
      const input = call.request.readJson();
      return buildJsonAnswer(await setClientLifespans(context, { ...clientIn(call), input }));
    },
  },
];
