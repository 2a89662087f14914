// A client as responses show it, and what its input says beside the metadata: id and secret.

import type { ClientRow } from '@gatehouse/database';
import { type ClientDocument, type ClientId, parseClientId } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';

/** @returns the document; the secret only where it was just made. */
export function buildClientDocument(row: ClientRow, secret?: string): ClientDocument {
  return {
    ...row.metadata,
    client_id: row.clientId,
    ...(secret === undefined ? {} : { client_secret: secret }),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function clientNotFound(clientId: string): AdministrationError {
  return new AdministrationError('not_found', 'The client does not exist.', {
    reason: `This project has no client with the id "${clientId.slice(0, 255)}".`,
    field: 'client_id',
  });
}

export function invalidClient(field: string, reason: string): AdministrationError {
  return new AdministrationError('invalid', 'The client is not valid.', { reason, field });
}

/** What a client's input says about its id and its secret. Empty means unset, as Ory's tools send it. */
export interface ClientCredentialsInput {
  readonly clientId: ClientId | undefined;
  readonly secret: string | undefined;
}

// Identity ids are UUIDs of version 7, so that no client can take the `sub` of a person.
const identityIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
// RFC 6749 appendix A.2: visible ASCII and space.
const secretPattern = /^[\x20-\x7e]*$/;
const shortestSecret = 16;
const longestSecret = 255;

function readText(input: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = Object.hasOwn(input, field) ? input[field] : undefined;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalidClient(field, `${field} is text.`);
  return value;
}

function checkClientId(text: string): ClientId {
  const clientId = parseClientId(text);
  if (clientId === undefined) {
    throw invalidClient(
      'client_id',
      'client_id is 1 to 255 characters of letters, digits and ._~@+-',
    );
  }
  if (identityIdPattern.test(text)) {
    throw invalidClient(
      'client_id',
      'UUIDs of version 7 are kept for identities, so that no client is taken for a person. Choose another id, or leave it empty to have one made.',
    );
  }
  return clientId;
}

function checkSecret(secret: string): string {
  if (!secretPattern.test(secret) || secret.length > longestSecret) {
    throw invalidClient(
      'client_secret',
      `client_secret has at most ${longestSecret} characters, all of them visible ASCII.`,
    );
  }
  if (secret.length < shortestSecret) {
    throw invalidClient(
      'client_secret',
      `A client_secret of your own needs at least ${shortestSecret} characters: it is stored as a fast keyed hash, which protects only what cannot be guessed. Leave it empty to have one of 256 bits made.`,
    );
  }
  return secret;
}

/**
 * Reads id and secret out of an untrusted document. `ownId`: the id of the client that it replaces, which
 * counts as unset. Throws AdministrationError.
 */
export function readClientCredentials(input: unknown, ownId?: string): ClientCredentialsInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalidClient('', 'A client is a JSON object.');
  }
  const document: Readonly<Record<string, unknown>> = { ...input };
  const clientId = readText(document, 'client_id');
  const secret = readText(document, 'client_secret');
  return {
    clientId: clientId === undefined || clientId === ownId ? undefined : checkClientId(clientId),
    secret: secret === undefined ? undefined : checkSecret(secret),
  };
}
