// Public clients name themselves and prove nothing: RFC 6749 section 3.2.1.

import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

export function presentNone(request: ClientRequest): PresentedCredentials | undefined {
  const clientId = request.form.values.get('client_id');
  if (clientId === undefined || clientId === '') return undefined;
  return { method: 'none', clientId, secret: undefined };
}
