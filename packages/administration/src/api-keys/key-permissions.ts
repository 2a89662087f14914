// What an API key may carry: never more than its creator may do, and a key of one project nothing that
// reaches beyond it.

import {
  explicitPermissions,
  isPermission,
  type Permission,
  projectPermissions,
  rolePermissions,
} from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';

/** What a key of one project may carry: the project's data, and reading and configuring the project itself. */
export const projectKeyPermissions: ReadonlySet<Permission> = new Set<Permission>([
  ...projectPermissions,
  'projects:read',
  'settings:read',
  'settings:write',
  'usage:read',
]);

/** The same without what has to be named. */
export const usualProjectKeyPermissions: ReadonlySet<Permission> = new Set(
  [...projectKeyPermissions].filter((name) => !explicitPermissions.has(name)),
);

/** What a key carries where nobody says: enough to build and run, not to govern. */
const usualPermissions = {
  project: usualProjectKeyPermissions,
  workspace: rolePermissions.developer,
};

export function invalidScopes(reason: string): AdministrationError {
  return new AdministrationError('invalid', 'The scopes are not valid.', {
    reason,
    field: 'scopes',
  });
}

/** @returns the permissions of a new key. Throws AdministrationError: invalid, forbidden. */
export function decideScopes(
  kind: 'project' | 'workspace',
  asked: readonly string[] | undefined,
  creatorPermissions: ReadonlySet<Permission>,
): readonly Permission[] {
  if (asked === undefined) {
    const usual = [...usualPermissions[kind]].filter((name) => creatorPermissions.has(name));
    if (usual.length === 0) throw exceeds([...usualPermissions[kind]]);
    return usual;
  }
  if (asked.length === 0) throw invalidScopes('A key has at least one scope.');
  const scopes = [...new Set(asked)].map((name) => {
    if (!isPermission(name)) throw invalidScopes(`"${name.slice(0, 100)}" is no scope.`);
    return name;
  });
  if (kind === 'project') {
    const beyond = scopes.filter((name) => !projectKeyPermissions.has(name));
    if (beyond.length > 0) {
      throw invalidScopes(`A key of one project cannot carry ${beyond.join(', ')}.`);
    }
  }
  const missing = scopes.filter((name) => !creatorPermissions.has(name));
  if (missing.length > 0) throw exceeds(missing);
  return scopes;
}

function exceeds(missing: readonly string[]): AdministrationError {
  return new AdministrationError('forbidden', 'A key never carries more than its creator may do.', {
    reason: `You do not have ${missing.join(', ')}.`,
    field: 'scopes',
  });
}

/** @returns the stored scopes that this release knows. */
export function readScopes(stored: readonly string[]): ReadonlySet<Permission> {
  return new Set(stored.filter(isPermission));
}
