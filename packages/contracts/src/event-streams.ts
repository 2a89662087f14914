// Event streams, in Ory's JSON: the webhooks of a project as Ory's clients see them. One that is made here is
// told of everything.

import * as z from 'zod';
import { namedSchemas, timestamp, uuid } from './fields.ts';

const status = z.enum(['active', 'paused']);

export const eventStream = z
  .object({
    id: uuid,
    type: z.literal('https'),
    https_endpoint: z.string(),
    status,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .register(namedSchemas, { id: 'EventStream' });

export const listEventStreamsResponse = z
  .object({ event_streams: z.array(eventStream) })
  .register(namedSchemas, { id: 'ListEventStreams' });

const fields = {
  /** `sns` is refused: events leave over HTTPS only. Empty is as if it were absent, in each of these. */
  type: z.enum(['https', 'sns', '']),
  https_endpoint: z.string().max(2048).optional(),
  status: z.union([status, z.literal('')]).optional(),
  topic_arn: z.string().max(2048).optional(),
  role_arn: z.string().max(2048).optional(),
};

export const createEventStreamBody = z
  .strictObject(fields)
  .register(namedSchemas, { id: 'CreateEventStreamBody' });

/** What is left out stays as it is. */
export const setEventStreamBody = z
  .strictObject({ ...fields, type: fields.type.optional() })
  .register(namedSchemas, { id: 'SetEventStreamBody' });
export type EventStreamBody = z.output<typeof setEventStreamBody>;

export const eventStreamParams = z.strictObject({ project_id: uuid, event_stream_id: uuid });
