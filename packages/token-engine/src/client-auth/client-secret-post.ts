// Credentials in the request body: RFC 6749 section 2.3.1.

import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

export function presentPost(request: ClientRequest): PresentedCredentials | undefined {
  const clientId = request.form.values.get('client_id');
  const secret = request.form.values.get('client_secret');
  if (clientId === undefined || clientId === '' || secret === undefined || secret === '')
    return undefined;
  return { method: 'client_secret_post', clientId, secret };
}
