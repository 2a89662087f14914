// What an access token says, sealed or as a JWT, and how it is written into a sealed one: JSON with short
// names, because every byte is encrypted, encoded and sent with each request.

import {
  type GrantId,
  type IdentityId,
  parseGrantId,
  parseIdentityId,
  parseSessionId,
  type SessionId,
} from '@gatehouse/protocol';

/** The revocation epochs that a token was issued under; it is live only while all are equal and active. */
export interface SealedEpochs {
  readonly installation: number;
  readonly project: number;
  readonly client: number;
  readonly grant: { readonly grantId: GrantId; readonly epoch: number } | undefined;
  readonly identity: { readonly identityId: IdentityId; readonly epoch: number } | undefined;
  readonly session: { readonly sessionId: SessionId; readonly epoch: number } | undefined;
}

export interface AccessTokenClaims {
  readonly subject: string;
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
  readonly epochs: SealedEpochs;
}

/** Epochs in a fixed order: installation, project, client, then pairs of id and epoch (or null). */
type EpochTuple = readonly [
  number,
  number,
  number,
  readonly [string, number] | null,
  readonly [string, number] | null,
  readonly [string, number] | null,
];

export function buildEpochTuple(epochs: SealedEpochs): EpochTuple {
  return [
    epochs.installation,
    epochs.project,
    epochs.client,
    epochs.grant === undefined ? null : [epochs.grant.grantId, epochs.grant.epoch],
    epochs.identity === undefined ? null : [epochs.identity.identityId, epochs.identity.epoch],
    epochs.session === undefined ? null : [epochs.session.sessionId, epochs.session.epoch],
  ];
}

/** @returns undefined for anything that `buildEpochTuple` did not build. */
export function parseEpochTuple(value: unknown): SealedEpochs | undefined {
  if (!Array.isArray(value) || value.length !== 6) return undefined;
  const [installation, project, client, grant, identity, session] = value as unknown[];
  if (
    typeof installation !== 'number' ||
    typeof project !== 'number' ||
    typeof client !== 'number'
  ) {
    return undefined;
  }
  const grantPair = parsePair(grant, parseGrantId);
  const identityPair = parsePair(identity, parseIdentityId);
  const sessionPair = parsePair(session, parseSessionId);
  if (grantPair === 'malformed' || identityPair === 'malformed' || sessionPair === 'malformed') {
    return undefined;
  }
  return {
    installation,
    project,
    client,
    grant: grantPair && { grantId: grantPair.id, epoch: grantPair.epoch },
    identity: identityPair && { identityId: identityPair.id, epoch: identityPair.epoch },
    session: sessionPair && { sessionId: sessionPair.id, epoch: sessionPair.epoch },
  };
}

function parsePair<Id>(
  value: unknown,
  parseId: (text: string) => Id | undefined,
): { id: Id; epoch: number } | undefined | 'malformed' {
  if (value === null) return undefined;
  if (!Array.isArray(value)) return 'malformed';
  const [text, epoch] = value as unknown[];
  const id = typeof text === 'string' ? parseId(text) : undefined;
  return id === undefined || typeof epoch !== 'number' ? 'malformed' : { id, epoch };
}

/** @returns the plaintext of a sealed token. */
export function encodeClaims(claims: AccessTokenClaims): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      s: claims.subject,
      c: claims.clientId,
      p: claims.scope.join(' '),
      a: claims.audience,
      i: claims.issuedAtSeconds,
      x: claims.expiresAtSeconds,
      e: buildEpochTuple(claims.epochs),
    }),
  );
}

/** @returns undefined where an authentic plaintext is of a form that this release does not know. */
export function decodeClaims(plaintext: Uint8Array): AccessTokenClaims | undefined {
  const value: unknown = JSON.parse(Buffer.from(plaintext).toString('utf8'));
  if (typeof value !== 'object' || value === null) return undefined;
  const { s, c, p, a, i, x, e } = value as Record<string, unknown>;
  const epochs = parseEpochTuple(e);
  if (
    typeof s !== 'string' ||
    typeof c !== 'string' ||
    typeof p !== 'string' ||
    epochs === undefined
  ) {
    return undefined;
  }
  if (typeof i !== 'number' || typeof x !== 'number' || !isStringArray(a)) return undefined;
  return {
    subject: s,
    clientId: c,
    scope: p === '' ? [] : p.split(' '),
    audience: a,
    issuedAtSeconds: i,
    expiresAtSeconds: x,
    epochs,
  };
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
