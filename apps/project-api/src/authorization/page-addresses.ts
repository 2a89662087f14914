// Where the pages are: the hosted ones below the issuer, or the project's own.

import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { PendingAuthorization } from '@gatehouse/token-engine/ports';

type AskedPage = 'login' | 'consent';

/**
 * The hosted login page is reached through the flow API, which makes the flow that it draws; `prompt=create`
 * begins at registration (OpenID Connect Prompt Create). Pages of the project's own get the challenge alone.
 */
export function buildPageAddress(
  { project, settings }: ProjectRuntime,
  asked: {
    page: AskedPage;
    challenge: string;
    request: Pick<PendingAuthorization['request'], 'prompt' | 'uiLocales'>;
  },
): string {
  const own = settings.pages[asked.page];
  const url = new URL(own ?? `${project.issuer}${hostedPath(asked)}`);
  url.searchParams.set(`${asked.page}_challenge`, asked.challenge);
  if (own === undefined && asked.request.uiLocales.length > 0) {
    url.searchParams.set('ui_locales', asked.request.uiLocales.join(' '));
  }
  return url.href;
}

function hostedPath({
  page,
  request,
}: {
  page: AskedPage;
  request: { prompt: readonly string[] };
}) {
  if (page === 'consent') return '/consent';
  const flow = request.prompt.includes('create') ? 'registration' : 'login';
  return `/self-service/${flow}/browser`;
}
