// Why the browser was sent to the error page. The text stays on the server under its id, so nobody can write
// on this page through its address.

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const failure = z.object({
  error: z.looseObject({
    id: z.string().optional(),
    code: z.int().optional(),
    reason: z.string().optional(),
    message: z.string().optional(),
    /** The trace of what was refused. */
    request: z.string().optional(),
  }),
});
export type Failure = z.output<typeof failure>['error'];

/** @returns undefined where the id is unknown, or too old. */
export async function loadFailure(api: ProjectApi, id: string): Promise<Failure | undefined> {
  const answer = readAnswer(await api.get('/self-service/errors', { id }), failure);
  return answer.kind === 'found' ? answer.value.error : undefined;
}
