import { mayGrantRole } from '@gatehouse/administration';
import type { Role } from '@gatehouse/protocol';
import type { Reach } from '../access/caller.ts';
import { Refusal } from '../http/refusal.ts';

/** Throws Refusal `forbidden` where the caller may not give or take the role. */
export function checkMayGrant(access: Reach, role: Role): void {
  if (mayGrantRole(access, role)) return;
  throw new Refusal('forbidden', `Only somebody who may do as much can decide about role ${role}.`);
}
