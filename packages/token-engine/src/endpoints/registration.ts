// A client registers itself: RFC 7591 section 3. It is given an id, a secret where it authenticates with one,
// and a token with which it alone reads, changes and deletes its registration.

import type { EndpointContext } from './endpoint-context.ts';
import { readRegistration, usesSecret } from './read-registration.ts';
import { buildRegistrationResponse, type RegistrationResponse } from './registration-response.ts';

/** `input`: untrusted JSON. */
export async function serveRegistration(
  input: unknown,
  context: EndpointContext,
): Promise<RegistrationResponse> {
  const { project, trail } = context;
  const { registrations, registrationCredentials: credentials } = project;
  const metadata = readRegistration(input, context);
  const clientId = credentials.createClientId();
  const secret = usesSecret(metadata) ? credentials.createSecret() : undefined;
  const token = credentials.createToken(clientId);
  const secretHashes = secret === undefined ? [] : [secret.hash];
  const { maxClients } = project.settings.registration;
  const client = await registrations.add(
    { clientId, metadata, secretHashes, tokenHash: token.hash },
    { maxClients, requestId: trail.traceId },
  );
  if (client === 'full') {
    throw trail.refuse('registrations_full', 'registrations', {
      expected: `fewer than ${maxClients} clients that registered themselves`,
    });
  }
  trail.pass('registrations');
  trail.clientId = clientId;
  return buildRegistrationResponse(client, { secret: secret?.value, token: token.value }, project);
}
