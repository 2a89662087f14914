// Polls the token endpoint as RFC 8628 section 3.5 wants it: no faster than it was told, and slower when it
// is told so.

import { setTimeout as pause } from 'node:timers/promises';
import { oauthErrorCode } from '../api/refusal.ts';
import { CommandError } from '../terminal/command-error.ts';
import { askAsClient, type ClientRequest, explainAnswer } from '../token/call-as-client.ts';
import type { DeviceAuthorization } from './device-authorization.ts';

const slowDownSeconds = 5;

/**
 * @returns the answer of the token endpoint.
 * @throws CommandError where somebody says no, nobody says anything in time, or the request is refused.
 */
export async function waitForTokens(
  client: Pick<ClientRequest, 'session' | 'project' | 'credentials'>,
  { deviceCode, lifetimeSeconds, intervalSeconds }: DeviceAuthorization,
): Promise<unknown> {
  const { now } = client.session.terminal;
  const endsAt = now() + lifetimeSeconds * 1000;
  let waitSeconds = intervalSeconds;
  while (now() < endsAt) {
    await pause(waitSeconds * 1000);
    const answer = await askAsClient({
      ...client,
      path: '/oauth2/token',
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: deviceCode,
      },
    });
    const { status, body } = answer.response;
    if (status === 200) return body;
    const code = oauthErrorCode(body);
    if (code === 'slow_down') waitSeconds += slowDownSeconds;
    else if (code !== 'authorization_pending') throw explainAnswer(answer, client.project);
  }
  throw new CommandError('Nobody entered the code in time. Start again for a new one.');
}
