// User codes that a page of the project's own took, in Ory's path and JSON. What it gets back is an address
// for the browser that began: the flow cookie is checked there, so it is worth nothing elsewhere.

import { readDeviceChallenge } from '../../device/device-state.ts';
import { takeUserCode } from '../../device/take-user-code.ts';
import { buildErrorAnswer } from '../../http/error-answer.ts';
import { buildJsonAnswer } from '../../http/http-answer.ts';
import { malformedRequest } from '../../http/refusal.ts';
import { buildEngineAnswer } from '../answer.ts';
import type { AdminRoute } from './admin-route.ts';

const unknownChallenge = {
  status: 404,
  code: 'not_found',
  description: 'The challenge is unknown, or has expired.',
  hint: 'Challenges are good for half an hour.',
};

const tooManyTries = {
  status: 429,
  code: 'temporarily_unavailable',
  description: 'Too many codes were wrong. Try again later.',
  hint: 'A browser has five tries in ten minutes.',
};

function readUserCode(body: unknown): string {
  const userCode: unknown = Object(body)['user_code'];
  if (typeof userCode === 'string' && userCode !== '') return userCode;
  throw malformedRequest('user_code is required: the code that the device shows.');
}

export const deviceRequestRoutes: readonly AdminRoute[] = [
  {
    method: 'PUT',
    path: '/admin/oauth2/auth/requests/device/accept',
    errors: 'admin',
    permission: 'login:accept',
    async serve({ request }, context) {
      const challenge = request.readQuery().get('device_challenge') ?? '';
      const browser = readDeviceChallenge(challenge, request, context);
      if (browser === undefined) return buildErrorAnswer('admin', unknownChallenge);
      const userCode = readUserCode(request.readJson());
      const outcome = await takeUserCode({ browser, userCode, isHosted: false }, request, context);
      switch (outcome.kind) {
        case 'taken':
          return buildJsonAnswer({ redirect_to: outcome.redirectTo });
        case 'wrong':
          return buildEngineAnswer(outcome.answer, 'admin');
        case 'limited':
          return buildErrorAnswer('admin', { ...tooManyTries, headers: outcome.headers });
      }
    },
  },
];
