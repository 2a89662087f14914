// A refusal of the engine. Which HTTP status it becomes is decided at the edge, by code, in one place.

import type { OAuthErrorCode } from '@gatehouse/protocol';
import { type RejectionSlug, rejectionTable } from './rejection-table.ts';

export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly rejection: RejectionSlug;

  constructor(rejection: RejectionSlug) {
    super(rejectionTable[rejection].description);
    this.rejection = rejection;
  }

  get code(): OAuthErrorCode {
    return rejectionTable[this.rejection].code;
  }

  get description(): string {
    return rejectionTable[this.rejection].description;
  }
}
