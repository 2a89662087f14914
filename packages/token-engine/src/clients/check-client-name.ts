// The name that people read on the consent page: attack 88 (spoofing by look-alike and invisible characters).

import { ClientMetadataError } from './client-metadata-error.ts';

const maxNameLength = 64;
// Bidirectional controls, zero-width characters, and other format characters that change what one sees.
const invisiblePattern = /[\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** @returns the name in NFKC. */
export function checkClientName(name: string): string {
  const normal = name.normalize('NFKC').trim();
  if ([...normal].length > maxNameLength) {
    throw new ClientMetadataError(
      'client_name',
      `client_name has at most ${maxNameLength} characters.`,
    );
  }
  if (invisiblePattern.test(normal)) {
    throw new ClientMetadataError('client_name', 'client_name holds an invisible character.');
  }
  return normal;
}
