// The audience of a request: RFC 8707 section 2 under Ory's name, allowed by the client's list.

import type { Client } from '../clients/client.ts';
import type { ParameterSet } from '../parameters/parameter-set.ts';
import type { Trail } from '../trace/trail.ts';

/** @returns what is asked for; throws `audience_not_allowed`. */
export function checkAudience(
  parameters: ParameterSet,
  client: Client,
  trail: Trail,
): readonly string[] {
  const asked = splitWords(parameters.get('audience'));
  const foreign = asked.find((audience) => !client.audience.has(audience));
  if (foreign === undefined) return asked;
  throw trail.refuse('audience_not_allowed', 'requested_audience', {
    expected: [...client.audience].join(' '),
    received: foreign,
  });
}

export function splitWords(text: string | undefined): readonly string[] {
  return (text ?? '').split(' ').filter((word) => word !== '');
}
