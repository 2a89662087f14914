// A post that changes something comes from the project's own pages (Fetch section 3.2, Fetch Metadata). The
// token in the form is checked besides; neither alone is trusted.

import { FlowError } from '@gatehouse/identity-engine';
import type { ProjectRequest } from '../http/project-request.ts';

const ownSites = new Set(['same-origin', 'none']);

/** Throws FlowError: csrf_violation. Requests of programs carry neither header. */
export function checkSameOrigin(request: ProjectRequest): void {
  const origin = request.header('origin');
  const site = request.header('sec-fetch-site');
  const isOwnOrigin =
    origin === undefined || origin === new URL(request.project.project.issuer).origin;
  const isOwnSite = site === undefined || ownSites.has(site);
  if (!isOwnOrigin || !isOwnSite) throw new FlowError('csrf_violation');
}

/** @returns whether a browser sent it: programs have no reason to send these. */
export function isFromBrowser(request: ProjectRequest): boolean {
  return request.header('origin') !== undefined || request.header('sec-fetch-site') !== undefined;
}
