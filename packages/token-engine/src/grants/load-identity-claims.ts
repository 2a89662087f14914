import type { GrantFacts } from '../ports/grants.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { ProjectRuntime } from '../project-runtime.ts';

/** What an ID token will say of the person; read only where there will be one and it speaks of an identity. */
export async function loadIdentityClaims(
  grant: GrantFacts | undefined,
  project: ProjectRuntime,
): Promise<IdentityClaims | undefined> {
  if (grant?.identityId === undefined || !grant.scope.includes('openid')) return undefined;
  return project.identities.loadClaims(grant.identityId);
}
