// The keys of one project.

import type { PublicJwk } from '@gatehouse/protocol';

export type SigningKeyState = 'published' | 'active' | 'retired';

export interface SigningKeyRow {
  readonly setId: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
  readonly state: SigningKeyState;
  readonly publicJwk: PublicJwk;
  /** Sealed under the keyring; additional data names table, column, project and row. null: only the public part is held. */
  readonly privateSealed: Uint8Array | null;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly retiredAt: Date | null;
  readonly deleteAfter: Date | null;
}

export interface SigningKeyRows {
  list(setId?: string): Promise<readonly SigningKeyRow[]>;
  insert(row: Omit<SigningKeyRow, 'createdAt'>): Promise<'inserted' | 'exists'>;
  /** Moves a key along its life. @returns false where there is no such key. */
  setState(
    key: { setId: string; kid: string },
    change: { state: SigningKeyState; activatedAt?: Date; retiredAt?: Date; deleteAfter?: Date },
  ): Promise<boolean>;
  /** @returns how many were deleted: those of the set, with that id and in that state where they are given. */
  delete(key: { setId: string; kid?: string; state?: SigningKeyState }): Promise<number>;
}
