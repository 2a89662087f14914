import type * as z from 'zod';
import { type ApiAnswer, ProjectApiUnreachable } from './project-api.ts';

/** The API refused, with a status below 500. */
export interface ApiRefusal {
  readonly kind: 'refused';
  readonly status: number;
}

export interface ApiFound<Value> {
  readonly kind: 'found';
  readonly value: Value;
}

/** @throws {ProjectApiUnreachable} for a fault, and for an answer in another form than agreed. */
export function readAnswer<Schema extends z.ZodType>(
  { status, body }: ApiAnswer,
  schema: Schema,
): ApiFound<z.output<Schema>> | ApiRefusal {
  if (status >= 400 && status < 500) return { kind: 'refused', status };
  const parsed = schema.safeParse(body);
  if (status === 200 && parsed.success) return { kind: 'found', value: parsed.data };
  throw new ProjectApiUnreachable(
    `The project API answered ${status} in a form that is not agreed.`,
    {
      cause: parsed.error,
    },
  );
}
