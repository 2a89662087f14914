// Refresh tokens where they are asked about or revoked, not used: RFC 7009, RFC 7662.

import type { RefreshTokenFacts } from '../ports/grants.ts';
import type { ProjectRuntime } from '../project-runtime.ts';

/** @returns undefined for anything that is no refresh token of this project. */
export async function loadRefreshToken(
  value: string,
  project: ProjectRuntime,
): Promise<RefreshTokenFacts | undefined> {
  const key = project.singleUse.read('refresh_token', value);
  return key && (await project.grants.loadRefreshToken(key));
}

/** Whether it could be used now: not used before, not expired, and nothing that it hangs on has ended. */
export function isRefreshTokenLive(token: RefreshTokenFacts, nowSeconds: number): boolean {
  const { grant } = token;
  return (
    !token.isRedeemed &&
    nowSeconds < Math.min(token.expiresAtSeconds, grant.expiresAtSeconds) &&
    grant.epoch.isActive &&
    (grant.identityId === undefined || grant.identity?.isActive === true) &&
    (grant.sessionId === undefined || grant.session?.isActive === true)
  );
}
