// Login and consent requests for projects that bring their own pages, in Ory's paths. What they get back is
// an address for the browser that began: the flow cookie is checked there, so it is worth nothing elsewhere.

import { getClient, loadLoginSubject } from '@gatehouse/administration';
import type { ProjectPermission } from '@gatehouse/protocol';
import type { Answer, InteractionState } from '@gatehouse/token-engine';
import { buildErrorAnswer } from '../../http/error-answer.ts';
import { buildJsonAnswer, type HttpAnswer } from '../../http/http-answer.ts';
import { buildEngineAnswer } from '../answer.ts';
import type { RouteContext } from '../route.ts';
import type { AdminCall, AdminRoute } from './admin-route.ts';
import { parseConsentAnswer, parseLoginAnswer, parseRejection } from './interaction-answers.ts';
import {
  type AskedInteraction,
  buildConsentRequest,
  buildLoginRequest,
} from './interaction-documents.ts';

type Stage = 'login' | 'consent';

interface Interaction {
  readonly stage: Stage;
  readonly permission: ProjectPermission;
  readonly describe: (asked: AskedInteraction) => unknown;
  /** @returns the verifier. Throws 400 for a malformed answer. */
  readonly accept: (
    challenge: string,
    call: AdminCall,
    context: RouteContext,
  ) => Promise<Answer<string>>;
}

const login: Interaction = {
  stage: 'login',
  permission: 'login:accept',
  describe: buildLoginRequest,
  async accept(challenge, { request, scope }, context) {
    const answer = parseLoginAnswer(request.readJson());
    const subject = await loadLoginSubject(context, { scope, subject: answer.subject });
    return context.engine.acceptLogin(request.project, {
      challenge,
      browserHash: undefined,
      login: {
        ...answer,
        ...subject,
        sessionId: undefined,
        authenticatedAtSeconds: context.clock.nowSeconds(),
      },
    });
  },
};

const consent: Interaction = {
  stage: 'consent',
  permission: 'consent:accept',
  describe: buildConsentRequest,
  async accept(challenge, { request }, { engine }) {
    const answer = parseConsentAnswer(request.readJson());
    return engine.acceptConsent(request.project, {
      challenge,
      browserHash: undefined,
      consent: answer,
    });
  },
};

function readChallenge({ request }: AdminCall, stage: Stage): string {
  const query = request.readQuery();
  return query.get(`${stage}_challenge`) ?? query.get('challenge') ?? '';
}

/** 404 for what nobody was ever sent with, 410 for what has been answered. */
function answerClosed(state: Answer<InteractionState>): HttpAnswer | undefined {
  if ('refusal' in state) {
    const details = {
      status: 404,
      code: 'not_found',
      description: 'The challenge is unknown, or has expired.',
      hint: 'Challenges are good for half an hour and until the client has got its answer.',
    };
    return buildErrorAnswer('admin', details, state.traceId);
  }
  if (state.body.kind === 'open') return undefined;
  return buildJsonAnswer({ redirect_to: state.body.requestUrl }, { status: 410 });
}

function buildRoutes(interaction: Interaction): readonly AdminRoute[] {
  const { stage, permission, describe, accept } = interaction;
  const path = `/admin/oauth2/auth/requests/${stage}`;
  const find = (call: AdminCall, { engine }: RouteContext, challenge: string) =>
    engine.interaction(call.request.project, { challenge, stage });

  /** Answers an open request; of two answers at once the second is told like any later one. */
  const answer =
    (decide: Interaction['accept']): AdminRoute['serve'] =>
    async (call, context) => {
      const challenge = readChallenge(call, stage);
      const closed = answerClosed(await find(call, context, challenge));
      if (closed !== undefined) return closed;
      const decided = await decide(challenge, call, context);
      if ('refusal' in decided) {
        const lost = answerClosed(await find(call, context, challenge));
        return lost ?? buildEngineAnswer(decided, 'admin');
      }
      const { issuer } = call.request.project.project;
      return buildJsonAnswer({
        redirect_to: `${issuer}/oauth2/auth?${stage}_verifier=${decided.body}`,
      });
    };

  return [
    {
      method: 'GET',
      path,
      errors: 'admin',
      permission,
      async serve(call, context) {
        const challenge = readChallenge(call, stage);
        const state = await find(call, context, challenge);
        if ('refusal' in state || state.body.kind === 'handled') {
          return answerClosed(state) ?? buildEngineAnswer(state, 'admin');
        }
        const { pending } = state.body;
        const { clientId } = pending.request;
        const client = await getClient(context, { scope: call.scope, clientId });
        return buildJsonAnswer(describe({ challenge, pending, client }));
      },
    },
    { method: 'PUT', path: `${path}/accept`, errors: 'admin', permission, serve: answer(accept) },
    {
      method: 'PUT',
      path: `${path}/reject`,
      errors: 'admin',
      permission,
      serve: answer(async (challenge, { request }, { engine }) => {
        const rejection = parseRejection(request.readJson());
        return engine.holdRejection(request.project, { challenge, stage, ...rejection });
      }),
    },
  ];
}

export const interactionRoutes: readonly AdminRoute[] = [login, consent].flatMap(buildRoutes);
