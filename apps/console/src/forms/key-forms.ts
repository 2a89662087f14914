import type { ManagementClient } from '@gatehouse/contracts';
import type { FormAction, FormRequest } from './form-action.ts';

const daySeconds = 86_400;

/** A key belongs to a workspace or to a project; the form says to which. */
function readOwner({ fields }: FormRequest) {
  const project = fields.text('_project');
  return project === ''
    ? ({ kind: 'workspace', id: fields.text('_workspace') } as const)
    : ({ kind: 'project', id: project } as const);
}

type Owner = ReturnType<typeof readOwner>;

const keysPath = (owner: Owner) => `/${owner.kind}s/${owner.id}/keys`;

export const createKey: FormAction = async (request) => {
  const { fields, api, managementUrl } = request;
  const owner = readOwner(request);
  const name = fields.required('name', 'Give the key a name that says who uses it.');
  const key = await callCreate(api, owner, { name, expires_at: readEnd(fields.text('days')) });
  const variable = owner.kind === 'project' ? 'GATEHOUSE_PROJECT_API_KEY' : 'GATEHOUSE_API_KEY';
  return {
    to: keysPath(owner),
    flash: {
      kind: 'secret',
      title: `The key ${name}`,
      label: 'API key',
      value: key.value ?? '',
      lines: `GATEHOUSE_URL=${managementUrl}\n${variable}=${key.value}`,
    },
  };
};

function readEnd(days: string): string | null {
  const count = Number(days);
  return count > 0 ? new Date(Date.now() + count * daySeconds * 1000).toISOString() : null;
}

function callCreate(
  api: ManagementClient,
  owner: Owner,
  body: { name: string; expires_at: string | null },
) {
  return owner.kind === 'project'
    ? api.call('createProjectApiKey', { params: { project: owner.id }, body })
    : api.call('createWorkspaceApiKey', { params: { workspace: owner.id }, body });
}

export const deleteKey: FormAction = async (request) => {
  const { fields, api } = request;
  const owner = readOwner(request);
  const token_id = fields.text('_key');
  if (owner.kind === 'project') {
    await api.call('deleteProjectApiKey', { params: { project: owner.id, token_id } });
  } else {
    await api.call('deleteWorkspaceApiKey', { params: { workspace: owner.id, token_id } });
  }
  return {
    to: keysPath(owner),
    flash: { kind: 'notice', text: 'The key is deleted and is refused from now on.' },
  };
};
