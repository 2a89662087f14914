// A person's sign-in, as the configuration file keeps it.

import { textAt } from '../json/json-object.ts';

export interface MemberSignIn {
  readonly access_token: string;
  readonly refresh_token: string;
  /** Of the access token. */
  readonly expires_at: string;
  readonly identity_id: string;
  readonly email: string;
  readonly name: string;
}

/** @returns the entry, or undefined where a part is missing. */
export function parseMemberSignIn(value: unknown): MemberSignIn | undefined {
  const accessToken = textAt(value, 'access_token');
  const refreshToken = textAt(value, 'refresh_token');
  const expiresAt = textAt(value, 'expires_at');
  const identityId = textAt(value, 'identity_id');
  if (!accessToken || !refreshToken || !expiresAt || !identityId) return undefined;
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_at: expiresAt,
    identity_id: identityId,
    email: textAt(value, 'email') ?? '',
    name: textAt(value, 'name') ?? '',
  };
}
