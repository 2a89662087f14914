import type { FormAction } from './form-action.ts';
import { FormError } from './form-error.ts';
import { membersPath, readRole } from './member-fields.ts';

export const createInvitation: FormAction = async (request) => {
  const { fields, api } = request;
  const role = readRole(request);
  const lifetime_days = Number(fields.text('days'));
  if (!Number.isInteger(lifetime_days)) throw new FormError('Choose how long the link works.');
  const { link } = await api.call('createWorkspaceInvitation', {
    params: { workspace: fields.text('_workspace') },
    body: { role, lifetime_days },
  });
  return {
    to: membersPath(request),
    flash: {
      kind: 'secret',
      title: `The invitation as ${role}`,
      label: 'Invitation link',
      value: link,
    },
  };
};

export const revokeInvitation: FormAction = async (request) => {
  const { fields, api } = request;
  await api.call('deleteWorkspaceInvitation', {
    params: { workspace: fields.text('_workspace'), invitation: fields.text('_invitation') },
  });
  const text = 'The invitation is revoked. Its link leads nowhere now.';
  return { to: membersPath(request), flash: { kind: 'notice', text } };
};

export const acceptInvitation: FormAction = async ({ api, invitation }) => {
  if (invitation === undefined) {
    throw new FormError('This browser has not kept the invitation: open its link again.');
  }
  const { workspace, member } = await api.call('acceptInvitation', { body: { invitation } });
  return {
    to: `/workspaces/${workspace.id}`,
    endsInvitation: true,
    flash: { kind: 'notice', text: `You are ${member.role} of ${workspace.name} now.` },
  };
};
