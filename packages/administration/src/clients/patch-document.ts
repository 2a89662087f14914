// JSON Patch on a client's document.

import { type PatchedKind, patchDocument as patchAny } from '../patch-document.ts';
import { invalidClient } from './client-document.ts';

const client: PatchedKind = {
  noun: 'a client',
  examplePointer: '/client_name',
  protectedMembers: new Set([
    'client_id',
    'created_at',
    'updated_at',
    'registration_access_token',
    'registration_client_uri',
  ]),
  invalid: invalidClient,
};

/** Throws AdministrationError: invalid. What comes out is untrusted and is checked like any input. */
export function patchDocument(document: object, patch: unknown): Record<string, unknown> {
  return patchAny(client, document, patch);
}
