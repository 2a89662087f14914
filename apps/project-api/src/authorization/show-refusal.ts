import type { OAuthError } from '@gatehouse/token-engine';
import { describeRefusal } from '../http/error-answer.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { buildRefusalPage } from '../self-service/refusal-page.ts';

/** A refusal that goes to nobody's redirect URI: a page with the id of its trace. */
export function showRefusal(
  answer: { readonly traceId: string; readonly refusal: OAuthError },
  request: ProjectRequest,
  context: RouteContext,
): HttpAnswer {
  const details = { ...describeRefusal(answer.refusal), id: answer.refusal.code };
  // A browser cannot answer a challenge here: what would be 401 elsewhere is a bad request.
  const status = details.status === 401 ? 400 : details.status;
  return buildRefusalPage({ ...details, status }, request, { ...context, traceId: answer.traceId });
}
