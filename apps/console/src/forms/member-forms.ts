import type { FormAction } from './form-action.ts';
import { membersPath, readRole } from './member-fields.ts';

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
