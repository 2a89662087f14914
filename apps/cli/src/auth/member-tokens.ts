// The tokens of a signed-in member: got with a code (RFC 6749 section 4.1.3), renewed (section 6), given
// back (RFC 7009).

import { explainRefusal, oauthErrorCode } from '../api/refusal.ts';
import { type ApiResponse, sendRequest } from '../api/send.ts';
import type { Provider } from '../authorization-code/provider.ts';
import { memberAt, textAt } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';
import { commandLineClientId } from './console-provider.ts';

export interface MemberTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_at: string;
}

/** @param now milliseconds since 1970. */
function parseTokens(body: unknown, now: number): MemberTokens {
  const accessToken = textAt(body, 'access_token');
  const refreshToken = textAt(body, 'refresh_token');
  const lifetimeSeconds = Number(memberAt(body, 'expires_in'));
  if (!accessToken || !refreshToken || !(lifetimeSeconds > 0)) {
    throw new CommandError('The installation answered without the tokens of a sign-in.');
  }
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_at: new Date(now + lifetimeSeconds * 1000).toISOString(),
  };
}

function post(url: string, form: Readonly<Record<string, string>>): Promise<ApiResponse> {
  const body = new URLSearchParams({ ...form, client_id: commandLineClientId });
  return sendRequest({ method: 'POST', url, authorization: undefined, body });
}

/**
 * @returns the tokens, or undefined where the code or refresh token counts no more.
 * @throws CommandError for every other refusal.
 */
export async function requestTokens(
  provider: Provider,
  form: Readonly<Record<string, string>>,
  now: number,
): Promise<MemberTokens | undefined> {
  const { status, body } = await post(provider.tokenEndpoint, form);
  if (status === 200) return parseTokens(body, now);
  if (oauthErrorCode(body) === 'invalid_grant') return undefined;
  throw explainRefusal({ status, body, hints: [] });
}

/** Ends the whole sign-in, its access tokens included. @returns whether the installation did. */
export async function revokeSignIn(provider: Provider, refreshToken: string): Promise<boolean> {
  const { status } = await post(provider.revocationEndpoint, {
    token: refreshToken,
    token_type_hint: 'refresh_token',
  });
  return status >= 200 && status < 300;
}
