// The audit log of a workspace, newest first.

import * as z from 'zod';
import { actor, namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

export const auditEvent = z
  .object({
    id: uuid,
    at: timestamp,
    actor,
    action: z.string(),
    target: z.object({ type: z.string(), id: z.string() }),
    project_id: uuid.nullable(),
    changes: z.record(z.string(), z.unknown()),
    request_id: z.string(),
  })
  .register(namedSchemas, { id: 'AuditEvent' });
export type AuditEvent = z.output<typeof auditEvent>;

export const auditChainVerdict = z
  .object({
    /** Whether every event is as it was written, and none is missing. */
    is_intact: z.boolean(),
    events: z.int(),
    /** The first position, from 1, whose event was changed or taken away. */
    broken_at: z.int().nullable(),
    /** Events that were put in past the chain. */
    unlinked_events: z.int(),
    /** The newest link. Keep it elsewhere to notice when the end is cut off. */
    head: z.object({ position: z.int(), digest: z.string() }).nullable(),
  })
  .register(namedSchemas, { id: 'AuditChainVerdict' });

export const listAuditEventsQuery = z.strictObject({
  ...pageQuery,
  project_id: uuid.optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 'must be an action such as client.created')
    .optional(),
});

export const listAuditEvents = z
  .object({ events: z.array(auditEvent), ...nextPage })
  .register(namedSchemas, { id: 'ListAuditEvents' });
