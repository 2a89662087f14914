import { environments } from '@gatehouse/protocol';
import type { FormAction } from './form-action.ts';
import { FormError } from './form-error.ts';

export const createWorkspace: FormAction = async ({ fields, api }) => {
  const name = fields.required('name', 'Give the workspace a name.');
  const workspace = await api.call('createWorkspace', { body: { name } });
  return { to: `/workspaces/${workspace.id}/projects/new` };
};

export const createProject: FormAction = async ({ fields, api }) => {
  const name = fields.required('name', 'Give the project a name.');
  const environment = environments.find((known) => known === fields.text('environment'));
  if (environment === undefined) throw new FormError('Choose an environment.');
  const body = { name, environment, workspace_id: fields.text('_workspace') };
  const project = await api.call('createProject', { body });
  return { to: `/projects/${project.id}` };
};

export const deleteProject: FormAction = async ({ fields, api }) => {
  const params = { project_id: fields.text('_project') };
  const project = await api.call('getProject', { params });
  if (fields.text('name') !== project.name) {
    throw new FormError(`Type the project's name, ${project.name}, to delete it.`);
  }
  await api.call('purgeProject', { params });
  const to = project.workspace_id === null ? '/' : `/workspaces/${project.workspace_id}`;
  return { to, flash: { kind: 'notice', text: `${project.name} is deleted.` } };
};
