// Who uses the console in this browser, and the tokens that speak for them. All of it lives in one sealed
// cookie: the browser carries it and cannot read it.

import * as z from 'zod';

export const memberSession = z.object({
  /** New at every sign-in; forms prove with it that they come from this session. */
  sessionId: z.string(),
  subject: z.string(),
  email: z.string(),
  name: z.string(),
  accessToken: z.string(),
  /** When the access token ends. */
  expiresAtSeconds: z.number(),
  refreshToken: z.string().optional(),
  idToken: z.string().optional(),
});
export type MemberSession = z.output<typeof memberSession>;

export const sessionCookie = 'gatehouse_console';

/** How long a session without use is kept; the refresh token decides what it is still good for. */
export const sessionLifetimeSeconds = 14 * 86_400;

/** @returns whether the access token ends so soon that a new one is needed before it is used. */
export function isEnding({ expiresAtSeconds }: MemberSession, nowSeconds: number): boolean {
  return expiresAtSeconds - nowSeconds < 60;
}
