// Outgoing mail, and jobs that failed.

import { mailStatuses } from '@gatehouse/protocol';
import * as z from 'zod';
import { namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

const messageFields = {
  id: uuid,
  status: z.enum(mailStatuses),
  type: z.literal('email'),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  template_type: z.string(),
  channel: z.string(),
  send_count: z.int(),
  created_at: timestamp,
  updated_at: timestamp,
};

export const listedMessage = z
  .object(messageFields)
  .register(namedSchemas, { id: 'ListedMessage' });
export type ListedMessage = z.output<typeof listedMessage>;

/** With the page that its recipient sees, where mail is kept and not sent. */
export const message = z
  .object({ ...messageFields, html: z.string().optional() })
  .register(namedSchemas, { id: 'Message' });

export const listMessagesQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(mailStatuses).optional(),
  recipient: z.string().max(320).optional(),
});

export const listMessages = z
  .object({ messages: z.array(listedMessage), ...nextPage })
  .register(namedSchemas, { id: 'ListMessages' });

export const messageParams = z.strictObject({ project_id: uuid, message_id: uuid });

export const failedJob = z
  .object({
    id: uuid,
    kind: z.string(),
    attempts: z.int(),
    /** The class of the last error; its words may name people. */
    error: z.string(),
    created_at: timestamp,
    /** When it is tried again; null: it was given up. */
    next_attempt_at: timestamp.nullable(),
    buried_at: timestamp.nullable(),
  })
  .register(namedSchemas, { id: 'FailedJob' });
export type FailedJob = z.output<typeof failedJob>;

export const listFailedJobs = z
  .object({ jobs: z.array(failedJob), ...nextPage })
  .register(namedSchemas, { id: 'ListFailedJobs' });

export const listFailedJobsQuery = z.strictObject(pageQuery);
export const jobParams = z.strictObject({ project_id: uuid, job_id: uuid });
