import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal } from '../http/refusal.ts';

const ownSites = new Set(['same-origin', 'none']);

/** A form of a hosted page: from our own origin, with the token of this browser. Throws 403. */
export function checkFormPost(
  request: ProjectRequest,
  presentedToken: string | null,
  expectedToken: string,
): void {
  const origin = request.header('origin');
  const site = request.header('sec-fetch-site');
  const isOwnOrigin =
    origin === undefined || origin === new URL(request.project.project.issuer).origin;
  const isOwnSite = site === undefined || ownSites.has(site);
  if (isOwnOrigin && isOwnSite && presentedToken === expectedToken) return;
  throw new Refusal({
    status: 403,
    code: 'security_csrf_violation',
    description: 'The form does not belong to this browser. Go back and try again.',
  });
}
