// Rotating a client's secret over HTTP, as Ory does it.

import { deleteRotatedClientSecrets, rotateClientSecret } from '@gatehouse/administration';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';

const path = '/admin/clients/:id/secrets/rotate';

const clientIn = ({ request, scope, by }: AdminCall) => ({
  scope,
  by,
  clientId: request.pathParameter('id'),
});

export const clientSecretRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path,
    errors: 'admin',
    permission: 'clients:write',
    serve: async (call, context) =>
      buildJsonAnswer(await rotateClientSecret(context, clientIn(call))),
  },
  {
    method: 'DELETE',
    path,
    errors: 'admin',
    permission: 'clients:write',
    async serve(call, context) {
      await deleteRotatedClientSecrets(context, clientIn(call));
      return noContent;
    },
  },
];
