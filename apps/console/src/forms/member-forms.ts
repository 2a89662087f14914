import { isRole, type Role } from '@gatehouse/protocol';
import type { FormAction, FormRequest } from './form-action.ts';
import { FormError } from './form-error.ts';

const membersPath = ({ fields }: FormRequest) => `/workspaces/${fields.text('_workspace')}/members`;

function readRole({ fields }: FormRequest): Role {
  const role = fields.text('role');
  if (!isRole(role)) throw new FormError('Choose a role.');
  return role;
}

export const addMember: FormAction = async (request) => {
  const { fields, api } = request;
  const email = fields.required('email', 'Enter the email address of the person.');
  const id = fields.required('id', 'Enter the id of the person.');
  const body = { id, email, role: readRole(request) };
  await api.call('addWorkspaceMember', { params: { workspace: fields.text('_workspace') }, body });
  return { to: membersPath(request), flash: { kind: 'notice', text: `${email} is a member now.` } };
};

export const setRole: FormAction = async (request) => {
  const { fields, api } = request;
  const role = readRole(request);
  const params = { workspace: fields.text('_workspace'), member: fields.text('_member') };
  const member = await api.call('setWorkspaceMemberRole', { params, body: { role } });
  const text = `${member.name || member.email} is ${role} now.`;
  return { to: membersPath(request), flash: { kind: 'notice', text } };
};

export const removeMember: FormAction = async (request) => {
  const { fields, api } = request;
  const params = { workspace: fields.text('_workspace'), member: fields.text('_member') };
  await api.call('removeWorkspaceMember', { params });
  return {
    to: membersPath(request),
    flash: { kind: 'notice', text: 'The member is removed and has no access any more.' },
  };
};
