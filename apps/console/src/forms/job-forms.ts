import type { FormAction } from './form-action.ts';

export const retryJob: FormAction = async ({ fields, api }) => {
  const project_id = fields.text('_project');
  await api.call('retryProjectJob', { params: { project_id, job_id: fields.text('_job') } });
  return {
    to: `/projects/${project_id}/jobs`,
    flash: { kind: 'notice', text: 'The job is tried again. If it fails, it comes back here.' },
  };
};
