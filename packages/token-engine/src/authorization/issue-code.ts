// Issues the code: RFC 6749 section 4.1.2. Request, grant, code and remembered consent are written in one
// transaction, and only then does the browser get the code.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import { isOfflineScope } from '../parameters/scope.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { buildNewGrant } from './build-new-grant.ts';
import { buildRedirectOf } from './build-redirect-of.ts';
import type { CodeIssue } from './code-issue.ts';

export async function issueCode(
  issue: CodeIssue,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { request, consent, login } = issue;
  const { project, trail, nowSeconds } = context;
  const grant = buildNewGrant(issue, context);
  const code = project.singleUse.create(
    'authorization_code',
    Math.floor(grant.expiresAtSeconds / 86_400),
  );
  const isFirst = await project.authorizations.issueCode({
    from: issue.from,
    startsSession: issue.start?.session,
    code: {
      codeHash: code.hash,
      bucket: code.bucket,
      expiresAtSeconds: nowSeconds + project.settings.authorizationCodeLifetimeSeconds,
      request: {
        redirectUri: request.redirectUri,
        namesRedirectUri: request.namesRedirectUri,
        codeChallenge: request.codeChallenge,
        nonce: request.nonce,
      },
      grant,
    },
    remember:
      consent?.rememberForSeconds === undefined
        ? undefined
        : { subject: login.subject, clientId: request.clientId, consent },
  });
  if (!isFirst) throw trail.refuse('authorization_request_unknown', 'authorization_request');
  trail.pass(
    'code_issued',
    grant.scope.some(isOfflineScope) ? 'with offline access' : 'online only',
  );
  return {
    next: 'redirect',
    startedSession: issue.start?.started,
    location: buildRedirectOf(request, project, { code: code.value, scope: grant.scope.join(' ') }),
  };
}
