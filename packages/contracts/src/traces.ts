// Traces of protocol requests: the checks that passed and the one that refused.

import * as z from 'zod';
import { clientId, namedSchemas, timestamp, uuid } from './fields.ts';
import { nextPage, pageQuery } from './pagination.ts';

export const trace = z
  .object({
    trace_id: uuid,
    at: timestamp,
    endpoint: z.string(),
    client_id: z.string().nullable(),
    outcome: z.string(),
    trace: z.record(z.string(), z.unknown()),
  })
  .register(namedSchemas, { id: 'Trace' });
export type Trace = z.output<typeof trace>;

export const listTracesQuery = z.strictObject({
  ...pageQuery,
  client_id: clientId.optional(),
  outcome: z
    .string()
    .regex(/^[a-z_]{1,64}$/, 'must be an outcome such as succeeded')
    .optional(),
});

export const listTraces = z
  .object({ traces: z.array(trace), ...nextPage })
  .register(namedSchemas, { id: 'ListTraces' });

export const traceParams = z.strictObject({ project_id: uuid, trace_id: uuid });
