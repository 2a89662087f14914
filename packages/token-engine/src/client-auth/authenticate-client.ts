// Client authentication: RFC 6749 sections 2.3 and 3.2.1. Basic and post are one method unless the client
// is strict, because the most used client libraries cannot tell which one a server wants.

import type { Client } from '../clients/client.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';
import { clientAuthTable } from './client-auth-table.ts';
import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

declare const authenticated: unique symbol;
/** A client that has proven who it is (or is public and has named itself). Made here only. */
export type AuthenticatedClient = Client & { readonly [authenticated]: true };

/** Throws invalid_client, or invalid_request for more than one method. Consumes nothing, whatever the outcome. */
export async function authenticateClient(
  request: ClientRequest,
  context: { project: ProjectRuntime; nowSeconds: number },
  trail: Trail,
): Promise<AuthenticatedClient> {
  const presented = readPresented(request, trail);
  trail.clientId = presented.clientId;
  const client = await context.project.clients.find(presented.clientId);
  if (client === undefined) {
    throw trail.refuse('client_unknown', 'client_authentication', { received: presented.clientId });
  }
  checkMethod(client, presented, trail);
  if (
    presented.secret !== undefined &&
    !context.project.secrets.matches(presented.secret, client.secretHashes, context.nowSeconds)
  ) {
    throw trail.refuse('client_secret_wrong', 'client_authentication', {
      expected: 'a live secret of the client',
      received: `a secret of ${presented.secret.length} characters`,
    });
  }
  trail.pass('client_authentication', presented.method);
  return client as AuthenticatedClient;
}

function readPresented(request: ClientRequest, trail: Trail): PresentedCredentials {
  const found: PresentedCredentials[] = [];
  for (const entry of clientAuthTable) {
    if (!entry.isProof && found.length > 0) continue;
    const presented = entry.present(request, trail);
    if (presented !== undefined) found.push(presented);
  }
  const [first, second] = found;
  if (first === undefined) {
    throw trail.refuse('client_authentication_missing', 'client_authentication');
  }
  // A body secret without a client_id beside Basic is two methods all the same.
  const hasStraySecret =
    first.method === 'client_secret_basic' &&
    (request.form.values.get('client_secret') ?? '') !== '';
  if (second !== undefined || hasStraySecret) {
    throw trail.refuse('client_authentication_twice', 'client_authentication', {
      expected: 'one method',
      received: 'client_secret_basic and client_secret_post',
    });
  }
  const named = request.form.values.get('client_id');
  if (named !== undefined && named !== '' && named !== first.clientId) {
    throw trail.refuse('client_id_contradicts', 'client_authentication', {
      expected: first.clientId,
      received: named,
    });
  }
  return first;
}

function checkMethod(client: Client, presented: PresentedCredentials, trail: Trail): void {
  const registered = client.authenticationMethod;
  const isAccepted = client.requiresRegisteredMethod
    ? presented.method === registered
    : (presented.method === 'none') === client.isPublic;
  if (isAccepted) return;
  throw trail.refuse('client_method_not_registered', 'client_authentication', {
    expected: registered,
    received: presented.method,
  });
}
