// The two ways to sign out: a client asked for it and the person confirms, or the person asks alone.

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const logoutRequest = z.object({
  csrf_token: z.string(),
  client_name: z.string().optional(),
  redirect_host: z.string().optional(),
  oauth2_redirect_origin: z.string().optional(),
  ui_locales: z.string().optional(),
});
export type LogoutRequest = z.output<typeof logoutRequest>;

export const logoutConfirmAction = '/self-service/logout/confirm';
export const logoutAction = '/self-service/logout';

export async function loadLogoutRequest(api: ProjectApi, challenge: string) {
  const answer = await api.get(logoutConfirmAction, { logout_challenge: challenge });
  return { ...readAnswer(answer, logoutRequest), cookies: answer.cookies };
}

const logoutToken = z.object({ logout_token: z.string() });

/** @returns what ends the session of this browser, or undefined where it has none. */
export async function loadLogoutToken(api: ProjectApi): Promise<string | undefined> {
  const answer = readAnswer(await api.get('/self-service/logout/browser'), logoutToken);
  return answer.kind === 'found' ? answer.value.logout_token : undefined;
}
