import { buildFlowDocument, type Flow } from '@gatehouse/identity-engine';
import { describeLoginRequest } from '../authorization/login-request.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';

/** @returns the flow as pages read it, with the authorization request that it belongs to, where there is one. */
export async function describeFlow(
  { flow, browserSecret }: { flow: Flow; browserSecret: string | undefined },
  request: ProjectRequest,
  context: RouteContext,
) {
  const runtime = context.identity.runtimeOf(request.project);
  const document = buildFlowDocument(flow, runtime, browserSecret);
  const { loginChallenge } = flow;
  if (loginChallenge === undefined) return document;
  return { ...document, ...(await describeLoginRequest(loginChallenge, request, context)) };
}
