// Introspection and revocation for administrators, who see every token of the project: Ory's paths.

import { deleteClientTokens } from '@gatehouse/administration';
import { noContent } from '../../http/http-answer.ts';
import { malformedRequest } from '../../http/refusal.ts';
import { buildEngineAnswer } from '../answer.ts';
import type { AdminRoute } from './admin-route.ts';

export const tokenRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path: '/admin/oauth2/introspect',
    errors: 'admin',
    endpoint: 'admin_introspection',
    permission: 'tokens:introspect',
    async serve({ request }, { engine }) {
      const form = request.readForm();
      return buildEngineAnswer(await engine.adminIntrospection(request.project, form), 'admin');
    },
  },
  {
    method: 'DELETE',
    path: '/admin/oauth2/tokens',
    errors: 'admin',
    permission: 'tokens:revoke',
    async serve({ request, scope, by }, context) {
      const clientId = request.readQuery().get('client_id') ?? '';
      if (clientId === '') throw malformedRequest('The query parameter client_id is required.');
      await deleteClientTokens(context, { scope, by, clientId });
      return noContent;
    },
  },
];
