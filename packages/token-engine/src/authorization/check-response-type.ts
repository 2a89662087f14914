// Response type and mode: RFC 6749 section 3.1.1. `code` by query is all there is: tokens in an address
// bar are refused for good (RFC 9700 section 2.1.2).

import type { Client } from '../clients/client.ts';
import type { ParameterSet } from '../parameters/parameter-set.ts';
import type { Trail } from '../trace/trail.ts';

export const responseTypes = ['code'] as const;
export const responseModes = ['query'] as const;

export function checkResponseType(parameters: ParameterSet, client: Client, trail: Trail): void {
  const type = parameters.require('response_type', trail);
  if (type !== 'code') {
    throw trail.refuse('response_type_unsupported', 'response_type', {
      expected: 'code',
      received: type,
    });
  }
  if (
    !client.metadata.response_types.includes('code') ||
    !client.grantTypes.has('authorization_code')
  ) {
    throw trail.refuse('response_type_not_allowed', 'response_type', {
      expected: client.metadata.response_types.join(', '),
      received: type,
    });
  }
  const mode = parameters.get('response_mode') ?? 'query';
  if (mode !== 'query') {
    throw trail.refuse('response_mode_unsupported', 'response_mode', {
      expected: 'query',
      received: mode,
    });
  }
  trail.pass('response_type', type);
}
