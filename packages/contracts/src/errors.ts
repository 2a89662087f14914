// The one error body of the management API, in Ory's shape.

import * as z from 'zod';
import { namedSchemas } from './fields.ts';

/** Slugs of `error.id`: stable, for programs; `message` and `reason` are for people. */
export const errorIds = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'conflict',
  'revision_conflict',
  'body_too_large',
  'uri_too_long',
  'unsupported_media_type',
  'too_many_requests',
  'storage_unavailable',
  'internal_error',
] as const;
export type ErrorId = (typeof errorIds)[number];

export const errorBody = z
  .object({
    error: z.object({
      code: z.int(),
      status: z.string(),
      message: z.string(),
      reason: z.string().optional(),
      /** The request's id; it stands in the server's log too. */
      request: z.string(),
      id: z.string(),
    }),
  })
  .register(namedSchemas, { id: 'ErrorBody' });
export type ErrorBody = z.output<typeof errorBody>;
