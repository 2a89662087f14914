// Who may give or take which role.

import { type Permission, type Role, rolePermissions } from '@gatehouse/protocol';

/** What somebody may do in a workspace. */
export interface Granter {
  readonly permissions: ReadonlySet<Permission>;
  /** undefined for a key. */
  readonly role: Role | undefined;
}

/**
 * Whether they may make somebody this, or take it from them: owners are appointed and removed by owners
 * alone, and nobody hands on a role that may do more than they.
 */
export function mayGrantRole(granter: Granter, role: Role): boolean {
  if (role === 'owner') return granter.role === 'owner';
  return [...rolePermissions[role]].every((name) => granter.permissions.has(name));
}
