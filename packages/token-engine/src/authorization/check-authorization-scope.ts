// The scope of an authorization request: RFC 6749 section 3.3. Asked for but not allowed is refused, never
// granted, never dropped in silence. Without one the client gets what it is registered for.

import type { Client } from '../clients/client.ts';
import type { ParameterSet } from '../parameters/parameter-set.ts';
import { isScopeAllowed, parseScope } from '../parameters/scope.ts';
import type { Trail } from '../trace/trail.ts';

export function checkAuthorizationScope(
  parameters: ParameterSet,
  client: Client,
  trail: Trail,
): readonly string[] {
  const scope = parseScope(parameters.get('scope') ?? '', trail);
  for (const name of scope) {
    if (isScopeAllowed(name, client.scope)) continue;
    throw trail.refuse('scope_not_allowed', 'requested_scope', {
      expected: [...client.scope].join(' '),
      received: name,
    });
  }
  trail.pass('requested_scope', scope.join(' '));
  return scope;
}
