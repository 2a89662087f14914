// What any endpoint refuses before it looks at who asks.

import type { RejectionTable } from './rejection.ts';

export const requestRejections = {
  duplicate_parameter: {
    code: 'invalid_request',
    description: 'A request parameter is included more than once.',
    reference: 'RFC 6749 section 3.2',
    hint: 'Send each parameter once; check for the same name in query and body.',
  },
  parameter_missing: {
    code: 'invalid_request',
    description: 'A required request parameter is missing.',
    reference: 'RFC 6749 section 5.2',
    hint: 'Add the parameter named under "expected".',
  },
  parameter_malformed: {
    code: 'invalid_request',
    description: 'A request parameter is malformed.',
    reference: 'RFC 6749 section 5.2',
    hint: 'See the parameter named under "expected": its length or its characters are not allowed.',
  },
  parameters_in_query: {
    code: 'invalid_request',
    description: 'Parameters belong in the body, not in the query.',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'Move the parameters into a form in the body: addresses end up in logs and histories.',
  },
  body_of_other_media_type: {
    code: 'invalid_request',
    description: 'The body must be application/x-www-form-urlencoded in UTF-8, not compressed.',
    reference: 'RFC 6749 appendix B',
    hint: 'Send a form with its content type; JSON is not read here.',
  },
  body_malformed: {
    code: 'invalid_request',
    description: 'The body is not a well-formed form.',
    reference: 'RFC 6749 appendix B',
    hint: 'Percent-encode names and values as UTF-8, and join them by ampersands.',
  },
  rate_limited: {
    code: 'temporarily_unavailable',
    description: 'Too many requests. Try again later.',
    reference: 'RFC 6585 section 4',
    hint: 'Wait as long as Retry-After says, or raise rate_limits in the settings of the project.',
  },
  project_halted: {
    code: 'temporarily_unavailable',
    description: 'The project is halted.',
    reference: 'Gatehouse',
    hint: 'An administrator has halted the project; set its state to running.',
  },
} as const satisfies RejectionTable;
