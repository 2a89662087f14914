// What a page knows of the request besides Next's own: attached to it before Next sees it, so that several
// servers in one process never share a setting.

import type { IncomingMessage } from 'node:http';

export interface PageRequest {
  readonly slug: string;
  /** The project's public base URL, no trailing slash. */
  readonly projectUrl: string;
  /** Where the project API answers without leaving the machine. */
  readonly internalOrigin: string;
  /** For this response alone. */
  readonly nonce: string;
  readonly isSecure: boolean;
}

// The pages are another bundle than the server: a registered symbol is the same in both.
const key = Symbol.for('gatehouse.account-experience.page-request');

export function attachPageRequest(request: IncomingMessage, pageRequest: PageRequest): void {
  Reflect.set(request, key, pageRequest);
}

function isPageRequest(value: unknown): value is PageRequest {
  return typeof value === 'object' && value !== null && 'projectUrl' in value;
}

/** Throws where Next serves a page that did not come through `createAccountExperience`. */
export function readPageRequest(request: IncomingMessage): PageRequest {
  const value: unknown = Reflect.get(request, key);
  if (isPageRequest(value)) return value;
  throw new Error('This page is served by createAccountExperience alone.');
}
