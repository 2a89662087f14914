// Who may give or take which role.

import { type Role, rolePermissions } from '@gatehouse/protocol';
import { covers, type Reach } from '../access/caller.ts';

/**
 * Whether the caller may make somebody this, or take it from them: owners are appointed and removed by
 * owners alone, and nobody hands on a role that may do more than they.
 */
export function mayGrantRole(reach: Reach, role: Role): boolean {
  if (role === 'owner') return reach.role === 'owner';
  return covers(reach.permissions, rolePermissions[role]);
}
