import type { OAuthErrorCode } from '@gatehouse/protocol';

export interface Rejection {
  readonly code: OAuthErrorCode;
  /** Public and terse: characters of RFC 6749 section 5.2 only, and nothing that helps an attacker. */
  readonly description: string;
  readonly reference: string;
  /** One sentence for the developer, shown in the trace only. */
  readonly hint: string;
}

/** Keeps the slugs of a table as its type. */
export type RejectionTable = Readonly<Record<string, Rejection>>;
