// The device authorization grant: RFC 8628.

import type { RejectionTable } from './rejection.ts';

export const deviceRejections = {
  device_pending: {
    code: 'authorization_pending',
    description: 'The end user has not answered yet.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Nothing is wrong: poll again after the interval.',
  },
  device_polls_too_fast: {
    code: 'slow_down',
    description: 'The device polls too fast.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Add 5 seconds to the interval, for this and all later polls.',
  },
  device_denied: {
    code: 'access_denied',
    description: 'The end user denied the request.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Nothing is wrong: somebody said no. Stop polling.',
  },
  device_code_expired: {
    code: 'expired_token',
    description: 'The device code has expired.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Ask for a new device code, and show the new user code.',
  },
  device_code_unknown: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 8628 section 3.5',
    hint: 'The project has issued no such device code, or it is long gone.',
  },
  device_code_of_another_client: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 8628 section 3.4',
    hint: 'The device code was issued to another client. It is still good there.',
  },
  user_code_unknown: {
    code: 'invalid_request',
    description: 'This code is unknown, has expired, or was answered already.',
    reference: 'RFC 8628 section 3.3',
    hint: 'Codes are good for ten minutes and one answer. Start again on the device.',
  },
} as const satisfies RejectionTable;
