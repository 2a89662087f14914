// A trusted issuer as Ory's /admin/trust/grants/jwt-bearer/issuers shows it, and what its input says.

import type { TrustedIssuerRow } from '@gatehouse/database';
import { JsonWebKeyError, parseJsonWebKey } from '@gatehouse/keys';
import type { PublicJwk } from '@gatehouse/protocol';
import { parseScopeNames } from '@gatehouse/token-engine/clients';
import { AdministrationError } from '../administration-error.ts';

export interface TrustedIssuerDocument {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly allow_any_subject: boolean;
  readonly scope: readonly string[];
  readonly public_key: { readonly set: string; readonly kid: string };
  readonly created_at: string;
  readonly expires_at: string;
}

export function buildTrustedIssuerDocument(row: TrustedIssuerRow): TrustedIssuerDocument {
  return {
    id: row.issuerId,
    issuer: row.issuer,
    subject: row.subject ?? '',
    allow_any_subject: row.subject === undefined,
    scope: row.scope,
    public_key: { set: row.issuer, kid: row.publicJwk.kid },
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}

export function trustedIssuerNotFound(issuerId: string): AdministrationError {
  return new AdministrationError('not_found', 'The trusted issuer does not exist.', {
    reason: `This project trusts no issuer with the id "${issuerId.slice(0, 255)}".`,
  });
}

export type TrustedIssuerInput = Omit<TrustedIssuerRow, 'issuerId' | 'createdAt'>;

const longestText = 255;
const mostScopes = 100;

function invalidIssuer(field: string, reason: string): AdministrationError {
  const details = { reason, field: `trusted_issuer.${field}` };
  return new AdministrationError('invalid', 'The trusted issuer is not valid.', details);
}

/** Reads an untrusted document. Throws AdministrationError: invalid. */
export async function readTrustedIssuer(
  input: unknown,
  nowSeconds: number,
): Promise<TrustedIssuerInput> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalidIssuer('', 'A trusted issuer is a JSON object.');
  }
  const document: Readonly<Record<string, unknown>> = { ...input };
  return {
    issuer: readText(document, 'issuer') ?? refuseMissing('issuer'),
    subject: readSubject(document),
    scope: readScope(document['scope'] ?? []),
    publicJwk: await readPublicJwk(document['jwk']),
    expiresAt: readExpiry(document['expires_at'], nowSeconds),
  };
}

function readText(document: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = document[field] ?? '';
  if (value === '') return undefined;
  if (typeof value !== 'string' || value.length > longestText || /\p{Cc}/u.test(value)) {
    throw invalidIssuer(field, `${field} is text of at most ${longestText} characters.`);
  }
  if (!value.isWellFormed()) throw invalidIssuer(field, `${field} is not valid Unicode.`);
  return value;
}

function refuseMissing(field: string): never {
  throw invalidIssuer(field, `${field} is required.`);
}

/** @returns undefined where the issuer may speak about anybody. */
function readSubject(document: Readonly<Record<string, unknown>>): string | undefined {
  const isAny = document['allow_any_subject'] ?? false;
  if (typeof isAny !== 'boolean') {
    throw invalidIssuer('allow_any_subject', 'allow_any_subject is true or false.');
  }
  const subject = readText(document, 'subject');
  if (isAny === (subject === undefined)) return subject;
  throw invalidIssuer('subject', 'Give either a subject or allow_any_subject, not both.');
}

function readScope(value: unknown): readonly string[] {
  const names = Array.isArray(value) && value.every((name) => typeof name === 'string') && value;
  const parsed = names && names.length <= mostScopes ? parseScopeNames(names.join(' ')) : undefined;
  if (parsed === undefined || !names || parsed.length !== new Set(names).size) {
    throw invalidIssuer('scope', `scope is a list of at most ${mostScopes} scope names.`);
  }
  return parsed;
}

async function readPublicJwk(value: unknown): Promise<PublicJwk> {
  try {
    const { publicJwk, privateJwk, use } = await parseJsonWebKey(value);
    if (privateJwk !== undefined) {
      throw invalidIssuer('jwk', 'jwk holds a private key; send the public part only.');
    }
    if (use !== 'sig') throw invalidIssuer('jwk', 'jwk has the use "sig".');
    return publicJwk;
  } catch (error) {
    if (error instanceof JsonWebKeyError) throw invalidIssuer('jwk', `jwk: ${error.message}`);
    throw error;
  }
}

function readExpiry(value: unknown, nowSeconds: number): Date {
  const time = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (!(time.getTime() > nowSeconds * 1000) || time.getFullYear() > 9999) {
    throw invalidIssuer('expires_at', 'expires_at is a time in the future (RFC 3339).');
  }
  return time;
}
