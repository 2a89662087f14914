// Keys that a client registers: public ones only, of a sane number and size (attack 82).

import type { ClientMetadata, PublicJwk } from '@gatehouse/protocol';
import { ClientMetadataError } from './client-metadata-error.ts';
import type { MetadataReader } from './metadata-reader.ts';

const maxKeys = 20;
const maxMemberLength = 1400;
const publicMembers = ['kty', 'kid', 'use', 'alg', 'crv', 'x', 'y', 'n', 'e'] as const;
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];

export function checkJwks(reader: MetadataReader): ClientMetadata['jwks'] {
  const document = reader.object('jwks');
  if (document === undefined) return null;
  const keys = document['keys'];
  if (!Array.isArray(keys) || keys.length > maxKeys) {
    throw new ClientMetadataError('jwks', `jwks.keys is a list of at most ${maxKeys} public keys.`);
  }
  return keys.length === 0 ? null : { keys: keys.map(checkPublicJwk) };
}

function checkPublicJwk(value: unknown): PublicJwk {
  if (typeof value !== 'object' || value === null) {
    throw new ClientMetadataError('jwks', 'jwks.keys holds something that is no key.');
  }
  const members = value as Readonly<Record<string, unknown>>;
  if (privateMembers.some((name) => Object.hasOwn(members, name))) {
    throw new ClientMetadataError(
      'jwks',
      'jwks holds a private or symmetric key; register the public part only.',
    );
  }
  const key: Record<string, string> = {};
  for (const name of publicMembers) {
    const member = members[name];
    if (member === undefined) continue;
    if (typeof member !== 'string' || member.length > maxMemberLength) {
      throw new ClientMetadataError('jwks', `jwks: the member ${name} of a key is malformed.`);
    }
    key[name] = member;
  }
  const { kty, kid } = key;
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') {
    throw new ClientMetadataError('jwks', 'jwks holds a key whose kty is not RSA, EC or OKP.');
  }
  if (kid === undefined || kid === '')
    throw new ClientMetadataError('jwks', 'jwks holds a key without kid.');
  return { ...key, kty, kid };
}
