// JSON Web Keys (RFC 7517) that come from outside: parsed to exactly the members that their kind of key
// has, and proven to be a key of that kind.

import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { PublicJwk } from '@gatehouse/protocol';
import { calculateJwkThumbprint } from 'jose';
import { algorithmFacts, isKeyAlgorithm, type KeyAlgorithm } from './key-algorithms.ts';

/** A key pair as a JWK. Stands in memory and, sealed, at rest; logs and audit entries never see one. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
  readonly p?: string;
  readonly q?: string;
  readonly dp?: string;
  readonly dq?: string;
  readonly qi?: string;
}

/** A key pair, or only its public half. */
export interface ParsedKey {
  readonly kid: string;
  readonly alg: KeyAlgorithm;
  readonly use: 'sig' | 'enc';
  readonly publicJwk: PublicJwk;
  readonly privateJwk: PrivateJwk | undefined;
}

/** The JWK is not one that we keep. The message is fit for the caller and quotes no key material. */
export class JsonWebKeyError extends Error {
  override readonly name = 'JsonWebKeyError';
  readonly member: string;

  constructor(member: string, message: string) {
    super(message);
    this.member = member;
  }
}

const publicMembers = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'], OKP: ['crv', 'x'] } as const;
const privateMembers = { RSA: ['d', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['d'], OKP: ['d'] } as const;
const kidPattern = /^[A-Za-z0-9._~:@+=-]{1,255}$/;
const longestMember = 1024;
const fewestRsaBits = 2048;
const mostRsaBits = 4096;

/** @returns whether the text may be a key id: it stands in paths and in token headers. */
export function isKeyId(value: string): boolean {
  return kidPattern.test(value);
}

function pick(input: Readonly<Record<string, unknown>>, members: readonly string[]) {
  const picked: Record<string, string> = {};
  for (const member of members) {
    const value = input[member];
    if (typeof value !== 'string' || value === '' || value.length > longestMember) {
      throw new JsonWebKeyError(member, `The member "${member}" is missing or not base64url text.`);
    }
    picked[member] = value;
  }
  return picked;
}

function importPublicKey(jwk: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new JsonWebKeyError('kty', 'The members do not make a valid key of this type.');
  }
}

/** OpenSSL takes a private half that belongs to another key: only a signature shows that it does not. */
function checkPrivateHalf(alg: KeyAlgorithm, jwk: JsonWebKey, publicKey: KeyObject): void {
  const { digest } = algorithmFacts[alg];
  const probe = Buffer.from('Do these halves belong together?');
  let isPair = false;
  try {
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
    isPair = verify(digest, probe, publicKey, sign(digest, probe, privateKey));
  } catch {
    // Members that make no key at all are refused like those of another.
  }
  if (!isPair) {
    throw new JsonWebKeyError('d', 'The private and the public members do not belong together.');
  }
}

function checkStrength(key: KeyObject): void {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && (bits < fewestRsaBits || bits > mostRsaBits)) {
    throw new JsonWebKeyError('n', `RSA keys have ${fewestRsaBits} to ${mostRsaBits} bits.`);
  }
}

/**
 * Reads a JWK. Members that its kind of key does not have are left out (never stored, never shown);
 * symmetric keys are refused. A missing kid becomes the RFC 7638 thumbprint, a missing use `sig`.
 * Throws JsonWebKeyError.
 */
export async function parseJsonWebKey(input: unknown): Promise<ParsedKey> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new JsonWebKeyError('', 'A JSON Web Key is an object.');
  }
  const jwk: Readonly<Record<string, unknown>> = { ...input };
  const { alg, kid: givenKid, use = 'sig' } = jwk;
  if (!isKeyAlgorithm(alg)) {
    throw new JsonWebKeyError('alg', `"alg" is one of ${Object.keys(algorithmFacts).join(', ')}.`);
  }
  const facts = algorithmFacts[alg];
  if (jwk['kty'] !== facts.kty || (facts.curve !== undefined && jwk['crv'] !== facts.curve)) {
    throw new JsonWebKeyError(
      'kty',
      `${alg} needs a key of type ${[facts.kty, facts.curve].filter(Boolean).join(' ')}.`,
    );
  }
  if (use !== 'sig' && use !== 'enc') throw new JsonWebKeyError('use', '"use" is sig or enc.');
  const publicPart = { kty: facts.kty, ...pick(jwk, publicMembers[facts.kty]) };
  const privatePart = jwk['d'] === undefined ? undefined : pick(jwk, privateMembers[facts.kty]);
  const publicKey = importPublicKey(publicPart);
  checkStrength(publicKey);
  if (privatePart !== undefined)
    checkPrivateHalf(alg, { ...publicPart, ...privatePart }, publicKey);
  const kid =
    givenKid === undefined || givenKid === '' ? await calculateJwkThumbprint(publicPart) : givenKid;
  if (typeof kid !== 'string' || !isKeyId(kid)) {
    throw new JsonWebKeyError(
      'kid',
      '"kid" is 1 to 255 characters of letters, digits and ._~:@+=-',
    );
  }
  const publicJwk: PublicJwk = { ...publicPart, kid, use, alg };
  const d = privatePart?.['d'];
  const privateJwk = d === undefined ? undefined : { ...publicJwk, ...privatePart, d };
  return { kid, alg, use, publicJwk, privateJwk };
}
