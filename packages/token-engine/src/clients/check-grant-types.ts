// Grant types and response types that a client registers, and whether they go together (RFC 7591 section 2.1).

import { grantTypes } from '@gatehouse/protocol';
import { ClientMetadataError } from './client-metadata-error.ts';
import type { MetadataReader } from './metadata-reader.ts';

const knownGrantTypes: ReadonlySet<string> = new Set(grantTypes);
const responseTypePattern = /^(code|token|id_token|none)( (code|token|id_token))*$/;

export function checkGrantTypes(reader: MetadataReader): readonly string[] {
  const names = reader.list('grant_types', ['authorization_code']);
  for (const name of names) {
    if (name === 'password') {
      throw new ClientMetadataError(
        'grant_types',
        'The password grant does not exist here (RFC 9700 section 2.4); use authorization_code.',
      );
    }
    if (!knownGrantTypes.has(name)) {
      throw new ClientMetadataError(
        'grant_types',
        `${name} is no grant type; known are ${grantTypes.join(', ')}.`,
      );
    }
  }
  return names;
}

export function checkResponseTypes(reader: MetadataReader): readonly string[] {
  const names = reader.list('response_types', ['code']);
  for (const name of names) {
    if (!responseTypePattern.test(name)) {
      throw new ClientMetadataError('response_types', `${name} is no response type.`);
    }
  }
  return names;
}
