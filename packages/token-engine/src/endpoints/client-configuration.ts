// A client reads, changes and deletes its own registration: RFC 7592 section 2. A change replaces the registration
// access token too, as Ory does: one that leaked ends with the client's next change, and a theft shows.

import type { ClientMetadata } from '@gatehouse/protocol';
import { keepUnregistrable } from '../clients/check-registration.ts';
import type { RegisteredClient } from '../ports/client-registrations.ts';
import type { SecretHash } from '../ports/secrets.ts';
import type { EndpointContext } from './endpoint-context.ts';
import { readRegistration, usesSecret } from './read-registration.ts';
import { buildRegistrationResponse, type RegistrationResponse } from './registration-response.ts';

export interface ConfigurationRequest {
  /** From the path. */
  readonly clientId: string;
  /** The bearer token. */
  readonly token: string | undefined;
}

interface ProvenConfiguration {
  readonly client: RegisteredClient;
  readonly token: string;
}

/** Throws invalid_token: alike for another client's token, for a client that is gone, and for one of an administrator. */
async function loadOwn(
  { clientId, token }: ConfigurationRequest,
  { project, trail }: EndpointContext,
): Promise<ProvenConfiguration> {
  trail.clientId = clientId;
  if (token === undefined) throw trail.refuse('registration_token_missing', 'registration_token');
  const client = await project.registrations.find(clientId);
  const isOwn = project.registrationCredentials.matchesToken(token, clientId, client?.tokenHash);
  if (!isOwn || client === undefined) {
    throw trail.refuse('registration_token_wrong', 'registration_token', {
      expected: 'the token of this client',
    });
  }
  trail.pass('registration_token');
  return { client, token };
}

export async function readConfiguration(
  request: ConfigurationRequest,
  context: EndpointContext,
): Promise<RegistrationResponse> {
  const { client, token } = await loadOwn(request, context);
  return buildRegistrationResponse(client, { secret: undefined, token }, context.project);
}

/**
 * Replaces the registration by untrusted JSON; what is left out goes back to its default (section 2.2), and what a
 * client cannot register stays as it is. Decided by the client as it stands when it is written.
 */
export async function replaceConfiguration(
  request: ConfigurationRequest & { readonly input: unknown },
  context: EndpointContext,
): Promise<RegistrationResponse> {
  const { project, trail } = context;
  const { client } = await loadOwn(request, context);
  const { clientId, tokenHash } = client;
  checkOwnCredentials(request.input, client, context);
  const registered = readRegistration(request.input, context);
  const token = project.registrationCredentials.createToken(clientId);
  let shown: string | undefined;
  const rewrite = (stored: RegisteredClient) => {
    const metadata = keepUnregistrable(stored.metadata, registered);
    const plan = planSecret(metadata, stored, context);
    shown = plan.shown;
    return { metadata, secretHashes: plan.secretHashes, tokenHash: token.hash };
  };
  const replaced = await project.registrations.replace(
    tokenHash,
    { clientId, rewrite },
    { requestId: trail.traceId },
  );
  if (replaced === undefined) {
    throw trail.refuse('registration_token_wrong', 'registration_token', {
      expected: 'nobody who was faster',
    });
  }
  return buildRegistrationResponse(replaced, { secret: shown, token: token.value }, project);
}

export async function deleteConfiguration(
  request: ConfigurationRequest,
  context: EndpointContext,
): Promise<void> {
  const { project, trail } = context;
  const { client } = await loadOwn(request, context);
  const requestId = trail.traceId;
  const isFirst = await project.registrations.remove(client.tokenHash, client.clientId, {
    requestId,
  });
  if (!isFirst) throw trail.refuse('registration_token_wrong', 'registration_token');
}

/** Section 2.2: id and secret in the document, where they are given, are the client's own; neither can be chosen. */
function checkOwnCredentials(
  input: unknown,
  { clientId, secretHashes }: RegisteredClient,
  { project, trail, nowSeconds }: EndpointContext,
): void {
  const given: Readonly<Record<string, unknown>> = Object(input);
  const { client_id = clientId, client_secret = '' } = given;
  const isOwnSecret =
    client_secret === '' ||
    (typeof client_secret === 'string' &&
      project.secrets.matches(client_secret, secretHashes, nowSeconds));
  if (client_id === clientId && isOwnSecret) return;
  const member = isOwnSecret ? 'client_id' : 'client_secret';
  throw trail.refuse('client_metadata_invalid', 'client_credentials', {
    received: `another ${member}`,
    description: `${member} is not the one of this client; it cannot be changed.`,
  });
}

/** The secret stays; who begins to authenticate with one is given it, who stops loses it. */
function planSecret(
  metadata: ClientMetadata,
  { secretHashes }: RegisteredClient,
  { project }: EndpointContext,
): { readonly secretHashes: readonly SecretHash[]; readonly shown: string | undefined } {
  if (!usesSecret(metadata)) return { secretHashes: [], shown: undefined };
  if (secretHashes.length > 0) return { secretHashes, shown: undefined };
  const { value, hash } = project.registrationCredentials.createSecret();
  return { secretHashes: [hash], shown: value };
}
