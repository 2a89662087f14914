import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const session = z.object({
  authenticated_at: z.string().optional(),
  expires_at: z.string().optional(),
  identity: z.object({
    id: z.string(),
    traits: z.looseObject({ email: z.string().optional(), name: z.string().optional() }),
  }),
});
export type Session = z.output<typeof session>;

/** @returns who is signed in in this browser, or undefined. */
export async function loadSession(api: ProjectApi): Promise<Session | undefined> {
  const answer = readAnswer(await api.get('/sessions/whoami'), session);
  return answer.kind === 'found' ? answer.value : undefined;
}
