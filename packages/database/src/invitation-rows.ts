// Invitations to one workspace, inside its transaction.

import type { IdentityId, Role } from '@gatehouse/protocol';
import type { ApiKeyRow } from './rows/api-keys.ts';
import type { Actor } from './rows/audit.ts';

export interface InvitationRow {
  readonly id: string;
  readonly role: Role;
  readonly secret: ApiKeyRow['secret'];
  readonly createdBy: Actor;
  readonly expiresAt: Date;
  /** undefined until somebody accepts it. */
  readonly accepted: { readonly at: Date; readonly by: IdentityId } | undefined;
  readonly createdAt: Date;
}

export type NewInvitation = Omit<InvitationRow, 'accepted' | 'createdAt'>;

/** What became of an acceptance; exactly one of several at the same moment reads `accepted`. */
export type InvitationOutcome = 'accepted' | 'already_accepted' | 'expired' | 'absent';

export interface InvitationRows {
  /** @returns those that can still be accepted at `now`, in the order of their creation. */
  listOpen(now: Date): Promise<readonly InvitationRow[]>;
  find(id: string): Promise<InvitationRow | undefined>;
  insert(row: NewInvitation): Promise<InvitationRow>;
  /** Single use as a compare-and-set: writes who accepted it only where nobody has and it lives at `at`. */
  accept(
    id: string,
    acceptance: { readonly by: IdentityId; readonly at: Date },
  ): Promise<InvitationOutcome>;
  /** @returns false where there is none that is open: who accepted one stays written. */
  delete(id: string): Promise<boolean>;
  /** Forgets those that ended, accepted or not, before `at`. @returns how many. */
  deleteEnded(at: Date): Promise<number>;
}
