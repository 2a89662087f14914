// Logout requests for projects that bring their own logout page, in Ory's paths and JSON.

import { AdministrationError, getClient } from '@gatehouse/administration';
import type { PendingLogout } from '@gatehouse/database';
import type { ClientDocument } from '@gatehouse/protocol';
import {
  acceptLogout,
  endLogout,
  type LogoutState,
  readLogout,
} from '../../authorization/logout-interaction.ts';
import { buildErrorAnswer } from '../../http/error-answer.ts';
import { buildJsonAnswer, type HttpAnswer, noContent } from '../../http/http-answer.ts';
import type { RouteContext } from '../route.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';

const path = '/admin/oauth2/auth/requests/logout';

const unknownChallenge = {
  status: 404,
  code: 'not_found',
  description: 'The challenge is unknown, or has expired.',
  hint: 'Challenges are good for half an hour.',
};

function readChallenge({ request }: AdminCall): string {
  const query = request.readQuery();
  return query.get('logout_challenge') ?? query.get('challenge') ?? '';
}

/** 404 for what nobody was ever sent with, 410 for what has been answered. */
function answerClosed(state: Exclude<LogoutState, { kind: 'open' }>): HttpAnswer {
  return state.kind === 'handled'
    ? buildJsonAnswer({ redirect_to: state.requestUrl }, { status: 410 })
    : buildErrorAnswer('admin', unknownChallenge);
}

/** A logout is answered once: whoever comes second hears that somebody was first. */
function answer(
  decide: (pending: PendingLogout, call: AdminCall, context: RouteContext) => Promise<Decision>,
): AdminRoute['serve'] {
  return async (call, context) => {
    const { request } = call;
    const state = await readLogout(readChallenge(call), 'asked', { request, context });
    if (state.kind !== 'open') return answerClosed(state);
    const { requestUrl } = state.pending.logout;
    return (
      (await decide(state.pending, call, context)) ?? answerClosed({ kind: 'handled', requestUrl })
    );
  };
}

type Decision = HttpAnswer | undefined;

async function findClient(
  context: RouteContext,
  client: { scope: AdminCall['scope']; clientId: string },
): Promise<ClientDocument | undefined> {
  try {
    return await getClient(context, client);
  } catch (error) {
    if (error instanceof AdministrationError && error.kind === 'not_found') return undefined;
    throw error;
  }
}

function buildDocument(
  challenge: string,
  pending: PendingLogout,
  client: ClientDocument | undefined,
) {
  const { logout, requestedAtSeconds, expiresAtSeconds } = pending;
  return {
    challenge,
    subject: logout.subject,
    sid: logout.sessionId,
    request_url: logout.requestUrl,
    rp_initiated: logout.isInitiatedByClient,
    requested_at: new Date(requestedAtSeconds * 1000).toISOString(),
    expires_at: new Date(expiresAtSeconds * 1000).toISOString(),
    ...(client === undefined ? {} : { client }),
  };
}

const common = { errors: 'admin', permission: 'login:accept' } as const;

export const logoutRequestRoutes: readonly AdminRoute[] = [
  {
    ...common,
    method: 'GET',
    path,
    async serve(call, context) {
      const challenge = readChallenge(call);
      const { request, scope } = call;
      const state = await readLogout(challenge, 'asked', { request, context });
      if (state.kind !== 'open') return answerClosed(state);
      const { clientId } = state.pending.logout;
      const client = clientId && (await findClient(context, { scope, clientId }));
      return buildJsonAnswer(buildDocument(challenge, state.pending, client || undefined));
    },
  },
  {
    ...common,
    method: 'PUT',
    path: `${path}/accept`,
    serve: answer(async (pending, { request }, context) => {
      const verifier = await acceptLogout(pending, request, context);
      const { issuer } = request.project.project;
      return verifier === undefined
        ? undefined
        : buildJsonAnswer({
            redirect_to: `${issuer}/oauth2/sessions/logout?logout_verifier=${verifier}`,
          });
    }),
  },
  {
    ...common,
    method: 'PUT',
    path: `${path}/reject`,
    serve: answer(async (pending, { request }, context) =>
      (await endLogout(pending, request, context)) ? noContent : undefined,
    ),
  },
];
