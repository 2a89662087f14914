// Keeps a member signed in: an access token that is about to end is renewed before it is used.

import type { ConfigFile } from '../config/config-file.ts';
import type { MemberSignIn } from '../config/member-sign-in.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findConsoleProvider } from './console-provider.ts';
import { requestTokens } from './member-tokens.ts';

const marginMilliseconds = 30_000;

export interface SignInPlace {
  readonly config: ConfigFile;
  /** The installation's address. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * @returns the sign-in with an access token that counts. Two commands that renew at once get the same
 *   tokens: the installation gives a repeated refresh token the same successor for a moment.
 * @throws CommandError where it has ended, or nobody is signed in.
 */
export async function renewSignIn({ config, url, now }: SignInPlace): Promise<MemberSignIn> {
  const ended = new CommandError(`Your sign-in at ${url} has ended. Sign in again: gatehouse auth`);
  const { member } = await config.load();
  if (member === undefined) throw ended;
  if (Date.parse(member.expires_at) - marginMilliseconds > now) return member;
  const provider = await findConsoleProvider(url);
  const form = { grant_type: 'refresh_token', refresh_token: member.refresh_token };
  const tokens = await requestTokens(provider, form, now);
  if (tokens === undefined) throw ended;
  const renewed = { ...member, ...tokens };
  await config.update((current) => ({ ...current, member: renewed }));
  return renewed;
}
