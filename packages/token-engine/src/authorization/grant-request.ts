// What a request was for, once it is allowed: a code for the client's redirect URI, or the answer that a
// device waits for.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import { approveDevice } from './approve-device.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import type { CodeIssue } from './code-issue.ts';
import { deviceKeyOf } from './device-key.ts';
import { issueCode } from './issue-code.ts';

export function grantRequest(
  issue: CodeIssue,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const device = deviceKeyOf(issue.request);
  return device === undefined
    ? issueCode(issue, context)
    : approveDevice({ ...issue, device }, context);
}
