// From the JSON of a client that registers itself to metadata that may be stored, or the refusal of RFC 7591
// section 3.2.2, which says what is wrong: whoever registers sees no trace.

import type { ClientMetadata } from '@gatehouse/protocol';
import { checkRegistration } from '../clients/check-registration.ts';
import { ClientMetadataError } from '../clients/client-metadata-error.ts';
import type { EndpointContext } from './endpoint-context.ts';

export function readRegistration(
  input: unknown,
  { project, trail }: EndpointContext,
): ClientMetadata {
  if (typeof input === 'object' && input !== null && Object.hasOwn(input, 'software_statement')) {
    throw trail.refuse('software_statement_unapproved', 'software_statement');
  }
  try {
    const metadata = checkRegistration(input, project.settings);
    trail.pass('client_metadata');
    return metadata;
  } catch (error) {
    if (!(error instanceof ClientMetadataError)) throw error;
    const isRedirectUri = error.field === 'redirect_uris';
    throw trail.refuse(
      isRedirectUri ? 'client_redirect_uri_invalid' : 'client_metadata_invalid',
      'client_metadata',
      { received: error.message, description: printable(error.message) },
    );
  }
}

/** The characters of RFC 6749 section 5.2; a message may quote what was sent. */
function printable(text: string): string {
  return text
    .replaceAll('"', "'")
    .replaceAll(/[^\x20-\x5b\x5d-\x7e]/g, '?')
    .slice(0, 500);
}

/** OpenID Connect Core section 9. */
export function usesSecret({ token_endpoint_auth_method: method }: ClientMetadata): boolean {
  return method === 'client_secret_basic' || method === 'client_secret_post';
}
