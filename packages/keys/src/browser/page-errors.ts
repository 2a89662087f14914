// What an error page shows travels in its address, sealed: nobody can write the text of a page by writing
// its link, and nothing has to be stored for requests that came to nothing.

import type { ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { type AtRestPlace, openAtRest, sealAtRest } from '../at-rest.ts';
import { parseBase64url } from '../base64url.ts';
import type { Keyring } from '../keyring/keyring.ts';

const longestId = 4096;

function placeOf(projectId: ProjectId): AtRestPlace {
  return { purpose: 'page-error-at-rest', table: 'page', column: 'error', projectId, row: '' };
}

/** @returns the id of an error page of this project. */
export function sealPageError(
  keys: { readonly keyring: Keyring; readonly random: Random },
  projectId: ProjectId,
  error: object,
): string {
  const plaintext = Buffer.from(JSON.stringify(error));
  return sealAtRest(keys, placeOf(projectId), plaintext).toString('base64url');
}

/** @returns what was sealed for this project, or undefined. */
export function openPageError(keyring: Keyring, projectId: ProjectId, id: string): unknown {
  const bytes = id.length > longestId ? undefined : parseBase64url(id);
  const opened = bytes && openAtRest(keyring, placeOf(projectId), bytes);
  return opened === undefined ? undefined : JSON.parse(opened.toString());
}
