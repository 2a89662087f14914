// Whether somebody reads pages or JSON.

import type { ProjectRequest } from '../http/project-request.ts';

/** @returns whether the body says that it is JSON; the media type is checked where it is read. */
export function isJsonBody(request: ProjectRequest): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(request.header('content-type') ?? '');
}

/** @returns whether the answer is to be JSON: it was asked for, or JSON was sent. */
export function wantsJson(request: ProjectRequest): boolean {
  const accept = (request.header('accept') ?? '').toLowerCase();
  if (accept.includes('text/html')) return false;
  return accept.includes('application/json') || isJsonBody(request);
}
