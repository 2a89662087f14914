import { isRole, type Role } from '@gatehouse/protocol';
import type { FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';

export const membersPath = ({ fields }: FormRequest) =>
  `/workspaces/${fields.text('_workspace')}/members`;

/** @throws FormError */
export function readRole({ fields }: FormRequest): Role {
  const role = fields.text('role');
  if (!isRole(role)) throw new FormError('Choose a role.');
  return role;
}
