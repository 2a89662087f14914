// The end of a device's request at the browser: RFC 8628 section 3.3. Request, grant and the device's answer
// are written in one transaction; the device learns of it when it polls.

import { deviceCodeLifetimeSeconds } from '../device/terms.ts';
import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { SingleUseKey } from '../ports/single-use-values.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { buildNewGrant } from './build-new-grant.ts';
import type { CodeIssue } from './code-issue.ts';

export async function approveDevice(
  issue: CodeIssue & { readonly device: SingleUseKey },
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { request, consent, login, device } = issue;
  const { project, trail } = context;
  const outcome = await project.authorizations.approveDevice({
    from: issue.from,
    startsSession: issue.start?.session,
    device,
    grant: buildNewGrant({ ...issue, redeemWithinSeconds: deviceCodeLifetimeSeconds }, context),
    remember:
      consent?.rememberForSeconds === undefined
        ? undefined
        : { subject: login.subject, clientId: request.clientId, consent },
  });
  if (outcome === 'request_ended') {
    throw trail.refuse('authorization_request_unknown', 'authorization_request');
  }
  if (outcome === 'device_code_closed') throw trail.refuse('user_code_unknown', 'user_code');
  trail.pass('device_approved');
  return {
    next: 'redirect',
    startedSession: issue.start?.started,
    location: request.redirectUri,
  };
}
