// What a project used, by day, metric and client.

import * as z from 'zod';
import { namedSchemas } from './fields.ts';

export const usageQuery = z.strictObject({
  /** First day, in UTC. */
  from: z.iso.date().optional(),
  /** Last day, in UTC; at most 366 days after the first. */
  to: z.iso.date().optional(),
});

export const usage = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    days: z.array(
      z.object({
        day: z.iso.date(),
        metric: z.string(),
        client_id: z.string(),
        count: z.int(),
      }),
    ),
  })
  .register(namedSchemas, { id: 'Usage' });
export type Usage = z.output<typeof usage>;
