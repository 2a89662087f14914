// What the consent page shows and sends. The whole contract with the consent API stands in this file.

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const consent = z.object({
  csrf_token: z.string(),
  client: z.object({
    client_id: z.string(),
    client_name: z.string().optional(),
    logo_uri: z.string().optional(),
    policy_uri: z.string().optional(),
    tos_uri: z.string().optional(),
    /** Nobody at the project has looked at it. */
    is_self_registered: z.boolean().default(false),
  }),
  account: z.object({ email: z.string().optional(), name: z.string().optional() }),
  scopes: z.array(z.string()),
  audience: z.array(z.string()).default([]),
  /** Host and port that the browser goes to with the answer; a scheme for native applications. */
  redirect_host: z.string(),
  oauth2_redirect_origin: z.string().optional(),
  /** Set where a device waits for the answer: where it asked from, and when. */
  device: z
    .object({ address: z.string(), requested_at: z.iso.datetime({ offset: true }) })
    .optional(),
  remember_allowed: z.boolean().default(false),
  /** Until when the access lasts; absent: until it is withdrawn. */
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
  ui_locales: z.string().optional(),
});
export type ConsentRequest = z.output<typeof consent>;

/** Where the form posts to, below the project's URL, with the fields below. */
export const consentAction = '/self-service/consent';

export const consentFields = {
  challenge: 'consent_challenge',
  csrfToken: 'csrf_token',
  /** `allow` or `deny`. */
  decision: 'decision',
  /** Repeated. */
  grantScope: 'grant_scope',
  remember: 'remember',
} as const;

export async function loadConsent(api: ProjectApi, challenge: string) {
  const answer = await api.get(consentAction, { consent_challenge: challenge });
  return { ...readAnswer(answer, consent), cookies: answer.cookies };
}
