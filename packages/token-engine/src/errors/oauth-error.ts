// A refusal of the engine. Which HTTP status it becomes is decided at the edge, by code, in one place.

import type { OAuthErrorCode } from '@gatehouse/protocol';
import { type RejectionSlug, rejectionTable } from './rejection-table.ts';

export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly rejection: RejectionSlug;

  /** What the client is told: printable ASCII (RFC 6749 section 5.2). */
  readonly description: string;

  constructor(rejection: RejectionSlug, description = rejectionTable[rejection].description) {
    super(description);
    this.rejection = rejection;
    this.description = description;
  }

  get code(): OAuthErrorCode {
    return rejectionTable[this.rejection].code;
  }
}
