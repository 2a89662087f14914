// Whose JWTs a project exchanges for access tokens (RFC 7523).

import type { GrantId } from '@gatehouse/protocol';
import type { TrustedIssuer, UnprovenAssertion } from '@gatehouse/token-engine/ports';
import type { PageRequest } from './pages.ts';

export interface TrustedIssuerRow extends Omit<TrustedIssuer, 'epoch' | 'expiresAtSeconds'> {
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

export interface TrustedIssuerRows {
  /**
   * Adds the row, and the grant of its id that what it issues belongs to. @returns 'exists' where the issuer is
   * trusted about this subject with a key of that id already.
   */
  insert(row: Omit<TrustedIssuerRow, 'createdAt'>): Promise<TrustedIssuerRow | 'exists'>;
  find(issuerId: string): Promise<TrustedIssuerRow | undefined>;
  list(
    page: PageRequest<{ createdAt: Date; issuerId: string }>,
    filter: { readonly issuer?: string },
  ): Promise<readonly TrustedIssuerRow[]>;
  count(): Promise<number>;
  /** Deletes the row and ends its grant: everything that it issued is dead with the commit. */
  delete(issuerId: string): Promise<boolean>;
  /** Those that an assertion can be of, with the epochs of their grants; those about its very subject first. */
  findFor(
    assertion: UnprovenAssertion,
    limit: number,
  ): Promise<readonly (TrustedIssuer & { readonly issuerId: GrantId })[]>;
}
