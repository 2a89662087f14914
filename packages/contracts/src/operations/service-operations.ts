import { nothing } from '../fields.ts';
import {
  jobParams,
  listFailedJobs,
  listFailedJobsQuery,
  listMessages,
  listMessagesQuery,
  message,
  messageParams,
} from '../messages.ts';
import { projectParams } from '../projects.ts';
import type { OperationTable } from './operation.ts';

/** What a project does later: mail, and jobs that failed. */
export const serviceOperations = {
  listProjectMessages: {
    method: 'GET',
    path: '/projects/{project_id}/messages',
    summary: 'List outgoing mail, newest first',
    tag: 'mail and jobs',
    tenant: 'project',
    permission: 'messages:read',
    params: projectParams,
    query: listMessagesQuery,
    status: 200,
    response: listMessages,
  },
  getProjectMessage: {
    method: 'GET',
    path: '/projects/{project_id}/messages/{message_id}',
    summary: 'Get a mail; what it says is there only while no mail server is set',
    tag: 'mail and jobs',
    tenant: 'project',
    permission: 'messages:read',
    params: messageParams,
    status: 200,
    response: message,
  },
  listProjectFailedJobs: {
    method: 'GET',
    path: '/projects/{project_id}/failed-jobs',
    summary: 'List jobs that failed and are not done, newest first',
    tag: 'mail and jobs',
    tenant: 'project',
    permission: 'jobs:read',
    params: projectParams,
    query: listFailedJobsQuery,
    status: 200,
    response: listFailedJobs,
  },
  retryProjectJob: {
    method: 'POST',
    path: '/projects/{project_id}/failed-jobs/{job_id}/retry',
    summary: 'Try a failed job again at once, with all its attempts',
    tag: 'mail and jobs',
    tenant: 'project',
    permission: 'jobs:write',
    params: jobParams,
    status: 204,
    response: nothing,
  },
} as const satisfies OperationTable;
