// What subjects have allowed and where they are signed in, in Ory's paths.

import {
  AdministrationError,
  endLoginSessions,
  getClient,
  listConsents,
  revokeConsents,
} from '@gatehouse/administration';
import type { ProjectScope } from '@gatehouse/database';
import type { ClientDocument } from '@gatehouse/protocol';
import { buildJsonAnswer, noContent } from '../../http/http-answer.ts';
import { malformedRequest } from '../../http/refusal.ts';
import type { RouteContext } from '../route.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { buildConsentSession } from './interaction-documents.ts';

const consentPath = '/admin/oauth2/auth/sessions/consent';

function readSubject({ request }: AdminCall): string {
  const subject = request.readQuery().get('subject') ?? '';
  if (subject === '') throw malformedRequest('The query parameter subject is required.');
  return subject;
}

async function findClient(
  context: RouteContext,
  client: { scope: ProjectScope; clientId: string },
): Promise<ClientDocument | undefined> {
  try {
    return await getClient(context, client);
  } catch (error) {
    if (error instanceof AdministrationError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

export const consentSessionRoutes: readonly AdminRoute[] = [
  {
    method: 'GET',
    path: consentPath,
    errors: 'admin',
    permission: 'identities:read',
    async serve(call, context) {
      const { scope } = call;
      const rows = await listConsents(context, { scope, subject: readSubject(call) });
      const clientIds = [...new Set(rows.map(({ clientId }) => clientId))];
      const clients = new Map(
        await Promise.all(
          clientIds.map(
            async (clientId) => [clientId, await findClient(context, { scope, clientId })] as const,
          ),
        ),
      );
      const nowSeconds = context.clock.nowSeconds();
      return buildJsonAnswer(
        rows.map((row) => buildConsentSession(row, clients.get(row.clientId), nowSeconds)),
      );
    },
  },
  {
    method: 'DELETE',
    path: consentPath,
    errors: 'admin',
    permission: 'tokens:revoke',
    async serve(call, context) {
      const { request, scope, by } = call;
      const subject = readSubject(call);
      const query = request.readQuery();
      const client = query.get('client') ?? '';
      // Ory's safeguard: a forgotten parameter does not end everything.
      if ((client === '') !== (query.get('all') === 'true')) {
        throw malformedRequest('Either client or all=true is required, and not both.');
      }
      const clientId = client === '' ? undefined : client;
      await revokeConsents(context, { scope, by, subject, clientId });
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/admin/oauth2/auth/sessions/login',
    errors: 'admin',
    permission: 'identities:write',
    async serve({ request, scope, by }, context) {
      const query = request.readQuery();
      const subject = query.get('subject') ?? '';
      const sessionId = query.get('sid') ?? '';
      if ((subject === '') === (sessionId === '')) {
        throw malformedRequest('Either subject or sid is required, and not both.');
      }
      const of = subject === '' ? { sessionId } : { subject };
      await endLoginSessions(context, { scope, by, of });
      return noContent;
    },
  },
];
