import {
  createEventStreamBody,
  eventStream,
  eventStreamParams,
  listEventStreamsResponse,
  setEventStreamBody,
} from '../event-streams.ts';
import { nothing } from '../fields.ts';
import { projectParams } from '../projects.ts';
import type { OperationTable } from './operation.ts';

export const eventStreamOperations = {
  listEventStreams: {
    method: 'GET',
    path: '/projects/{project_id}/eventstreams',
    summary: 'List the webhooks of a project as event streams',
    tag: 'webhooks',
    tenant: 'project',
    permission: 'settings:read',
    params: projectParams,
    status: 200,
    response: listEventStreamsResponse,
  },
  createEventStream: {
    method: 'POST',
    path: '/projects/{project_id}/eventstreams',
    summary: 'Create a webhook that is told of every event',
    tag: 'webhooks',
    tenant: 'project',
    permission: 'settings:write',
    params: projectParams,
    body: createEventStreamBody,
    status: 201,
    response: eventStream,
  },
  setEventStream: {
    method: 'PUT',
    path: '/projects/{project_id}/eventstreams/{event_stream_id}',
    summary: 'Change the address of a webhook, pause it or resume it',
    tag: 'webhooks',
    tenant: 'project',
    permission: 'settings:write',
    params: eventStreamParams,
    body: setEventStreamBody,
    status: 200,
    response: eventStream,
  },
  deleteEventStream: {
    method: 'DELETE',
    path: '/projects/{project_id}/eventstreams/{event_stream_id}',
    summary: 'Delete a webhook with its deliveries',
    tag: 'webhooks',
    tenant: 'project',
    permission: 'settings:write',
    params: eventStreamParams,
    status: 204,
    response: nothing,
  },
} as const satisfies OperationTable;
