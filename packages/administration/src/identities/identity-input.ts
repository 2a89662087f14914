// What an administrator says of an identity, in Ory's form: untrusted JSON to a typed whole. Members that
// only the server sets are ignored, so that what was read can be written back.

import {
  checkPassword,
  checkTraits,
  defaultSchemaId,
  type IdentityState,
  normalizeIdentifier,
  preparePassword,
  type Traits,
} from '@gatehouse/identity-engine';
import type { Passwords } from '@gatehouse/identity-engine/ports';
import { isImportablePassword } from '@gatehouse/keys';
import { minPasswordLength } from '@gatehouse/protocol';
import { invalidIdentity } from './identity-error.ts';

export interface IdentityInput {
  readonly schemaId: string;
  readonly traits: Traits;
  readonly state: IdentityState;
  readonly externalId: string | undefined;
  /** undefined: nothing is said of it; null: of none. */
  readonly organizationId: string | null | undefined;
  readonly metadataPublic: unknown;
  readonly metadataAdmin: unknown;
  readonly normalizedEmail: string;
  /** What the input says of its e-mail address; undefined: nothing. */
  readonly isEmailVerified: boolean | undefined;
  readonly password: PasswordInput | undefined;
}

/** A password to hash, prepared and checked, or one that was hashed elsewhere. */
export type PasswordInput =
  | { readonly kind: 'plain'; readonly password: string }
  | { readonly kind: 'hashed'; readonly passwordHash: string };

type Document = Readonly<Record<string, unknown>>;

const longestExternalId = 255;

/** Throws AdministrationError: invalid. */
export function parseIdentityInput(
  input: unknown,
  passwords: Pick<Passwords, 'isCommon'>,
): IdentityInput {
  const document = readObject(input, '');
  const schemaId = readText(document, 'schema_id') ?? defaultSchemaId;
  if (schemaId !== defaultSchemaId) {
    throw invalidIdentity('schema_id', `schema_id is "${defaultSchemaId}".`);
  }
  const traits = parseTraits(readObject(document['traits'], 'traits'));
  const normalizedEmail = normalizeIdentifier(traits.email);
  return {
    schemaId,
    traits,
    state: parseState(readText(document, 'state')),
    externalId: parseExternalId(readText(document, 'external_id')),
    organizationId: parseOrganizationId(document['organization_id']),
    metadataPublic: parseMetadata(document, 'metadata_public'),
    metadataAdmin: parseMetadata(document, 'metadata_admin'),
    normalizedEmail,
    isEmailVerified: parseVerified(document['verifiable_addresses'], normalizedEmail),
    password: parsePassword(document['credentials'], { normalizedEmail, passwords }),
  };
}

function parseTraits(document: Document): Traits {
  const unknown = Object.keys(document).find((name) => name !== 'email' && name !== 'name');
  if (unknown !== undefined) {
    throw invalidIdentity(`traits.${unknown}`, 'The schema has the traits email and name.');
  }
  const checked = checkTraits({
    email: readText(document, 'email'),
    name: readText(document, 'name'),
  });
  if ('traits' in checked) return checked.traits;
  const [[field, problem] = ['traits', undefined]] = [...checked.problems];
  throw invalidIdentity(field, problem?.text ?? 'The traits are not valid.');
}

function parseState(state: string | undefined): IdentityState {
  if (state === undefined || state === 'active') return 'active';
  if (state === 'inactive') return 'inactive';
  throw invalidIdentity('state', 'state is "active" or "inactive".');
}

function parseExternalId(externalId: string | undefined): string | undefined {
  if (externalId === undefined || /^[\x21-\x7e]+$/.test(externalId)) {
    if ((externalId ?? '').length <= longestExternalId) return externalId;
  }
  throw invalidIdentity(
    'external_id',
    `external_id has at most ${longestExternalId} characters of visible ASCII.`,
  );
}

function parseOrganizationId(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' && value.length === 36) return value.toLowerCase();
  throw invalidIdentity('organization_id', 'organization_id is a UUID or null.');
}

function parseMetadata(document: Document, field: string): unknown {
  const value = document[field] ?? null;
  if (typeof value === 'object') return value;
  throw invalidIdentity(field, `${field} is an object or null.`);
}

/** @returns whether the list says that the address is verified. */
function parseVerified(input: unknown, normalizedEmail: string): boolean | undefined {
  if (input === undefined || input === null) return undefined;
  if (!Array.isArray(input)) {
    throw invalidIdentity('verifiable_addresses', 'verifiable_addresses is a list.');
  }
  for (const entry of input) {
    const address = readObject(entry, 'verifiable_addresses');
    const value = readText(address, 'value') ?? '';
    if (normalizeIdentifier(value) !== normalizedEmail) {
      throw invalidIdentity('verifiable_addresses', 'Each address is the trait email.');
    }
    return address['verified'] === true;
  }
  return undefined;
}

function parsePassword(
  input: unknown,
  context: { normalizedEmail: string; passwords: Pick<Passwords, 'isCommon'> },
): PasswordInput | undefined {
  if (input === undefined || input === null) return undefined;
  const credentials = readObject(input, 'credentials');
  if (credentials['password'] === undefined) return undefined;
  const { config } = readObject(credentials['password'], 'credentials.password');
  // What a response shows of a credential has no config: written back, it changes nothing.
  if (config === undefined) return undefined;
  const document = readObject(config, 'credentials.password.config');
  const passwordHash = readText(document, 'hashed_password');
  if (passwordHash !== undefined) return { kind: 'hashed', passwordHash: checkHash(passwordHash) };
  const password = preparePassword(readText(document, 'password') ?? '');
  const problem = checkPassword({
    password,
    identifier: context.normalizedEmail,
    minLength: minPasswordLength,
    isCommon: context.passwords.isCommon,
  });
  if (problem === undefined) return { kind: 'plain', password };
  throw invalidIdentity('credentials.password.config.password', problem.text);
}

function checkHash(passwordHash: string): string {
  if (isImportablePassword(passwordHash)) return passwordHash;
  throw invalidIdentity(
    'credentials.password.config.hashed_password',
    'hashed_password is a PHC string of argon2id, version 19, of at most 128 MiB, 10 passes and 8 lanes.',
  );
}

function readObject(value: unknown, field: string): Document {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw invalidIdentity(field, `${field === '' ? 'An identity' : field} is a JSON object.`);
}

function readText(document: Document, field: string): string | undefined {
  const value = document[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw invalidIdentity(field, `${field} is text.`);
}
