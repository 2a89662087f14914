// Refusals as a person in a browser meets them: the right status, and a way on to the project's error page,
// which needs no script.

import { sealPageError } from '@gatehouse/keys';
import { buildErrorAnswer, traceHeader } from '../http/error-answer.ts';
import { type HttpAnswer, uncachedHeaders } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RefusalDetails } from '../http/refusal.ts';
import type { RouteContext } from '../routes/route.ts';

/** What an error page shows. Nothing in it comes from the query. */
export interface PageError {
  readonly code: number;
  readonly status: string;
  readonly message: string;
  readonly reason?: string;
  /** Ory's typed id, or the OAuth error code. */
  readonly id?: string;
  /** Where the trace stands. */
  readonly request?: string;
}

/** @returns the address of the project's error page for this error. */
export function buildErrorPageUrl(
  error: PageError,
  { project }: ProjectRequest,
  context: Pick<RouteContext, 'keyring' | 'random' | 'clock'>,
): string {
  const { projectId, issuer } = project.project;
  const sealed = { error, createdAtSeconds: context.clock.nowSeconds() };
  return `${issuer}/error?id=${sealPageError(context, projectId, sealed)}`;
}

/** The refusal with its own status, on a small page that goes on to the error page by itself. */
export function buildRefusalPage(
  details: RefusalDetails,
  request: ProjectRequest,
  context: Pick<RouteContext, 'keyring' | 'random' | 'clock'> & { readonly traceId?: string },
): HttpAnswer {
  const { status, headers } = buildErrorAnswer('herodot', details);
  const error: PageError = {
    code: status,
    status: details.code,
    message: details.description,
    ...(details.hint === undefined ? {} : { reason: details.hint }),
    ...(details.id === undefined ? {} : { id: details.id }),
    ...(context.traceId === undefined ? {} : { request: context.traceId }),
  };
  const url = buildErrorPageUrl(error, request, context);
  const body = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width"><title>Error</title>',
    `<meta http-equiv="refresh" content="0; url=${escapeHtml(url)}"></head><body>`,
    `<p>${escapeHtml(details.description)}</p><p>${escapeHtml(details.hint ?? '')}</p>`,
    `<p><a href="${escapeHtml(url)}">Continue</a></p></body></html>`,
  ].join('');
  return {
    status,
    headers: {
      ...headers,
      ...uncachedHeaders,
      'content-type': 'text/html; charset=utf-8',
      ...(context.traceId === undefined ? {} : { [traceHeader]: context.traceId }),
    },
    body,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
