// What may be done, and which role may do it. A member has the permissions of a role; an API key
// carries a list of its own. Everything not listed is denied.

/** Permissions that reach a project's data (`/admin/*` on the project's own URL). */
export const projectPermissions = [
  'clients:read',
  'clients:write',
  'identities:read',
  'identities:write',
  'jwks:read',
  'jwks:write',
  'tokens:introspect',
  'tokens:revoke',
  'traces:read',
  'messages:read',
  'issuers:read',
  'issuers:write',
  'login:accept',
  'consent:accept',
] as const;

/**
 * Whoever may accept a login can be anybody: these are only where somebody names them, never in what a key
 * carries by default or is exchanged for.
 */
export const explicitPermissions: ReadonlySet<Permission> = new Set([
  'login:accept',
  'consent:accept',
] as const);

/** Permissions of the management API. */
export const workspacePermissions = [
  'workspace:read',
  'workspace:write',
  'members:read',
  'members:write',
  'projects:read',
  'projects:write',
  'projects:delete',
  'settings:read',
  'settings:write',
  'api-keys:read',
  'api-keys:write',
  'audit:read',
  'usage:read',
  'jobs:read',
  'jobs:write',
] as const;

export const permissions = [...workspacePermissions, ...projectPermissions] as const;
export type Permission = (typeof permissions)[number];
export type ProjectPermission = (typeof projectPermissions)[number];

export const roles = ['owner', 'admin', 'developer', 'viewer'] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = permissions.filter((p) => p.endsWith(':read'));

/** Only an owner may appoint or remove owners; that rule stands with the members, not here. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  admin: new Set(permissions.filter((p) => p !== 'workspace:write')),
  developer: new Set<Permission>([
    ...reading,
    'projects:write',
    'settings:write',
    'clients:write',
    'identities:write',
    'jwks:write',
    'tokens:introspect',
    'tokens:revoke',
    'jobs:write',
  ]),
  // People's data is for who works with it.
  viewer: new Set(
    reading.filter(
      (p) => !['audit:read', 'api-keys:read', 'identities:read', 'messages:read'].includes(p),
    ),
  ),
};

/** @returns whether the text names a permission. */
export function isPermission(value: string): value is Permission {
  return (permissions as readonly string[]).includes(value);
}

/** @returns whether the text names a role. */
export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}
