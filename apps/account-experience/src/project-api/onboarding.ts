// What the onboarding portal shows of an organization, behind its link.

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const domain = z.object({
  domain: z.string(),
  state: z.enum(['unverified', 'verified']),
  checked_at: z.string().nullable(),
  record_name: z.string(),
  record_value: z.string(),
});
export type PortalDomain = z.output<typeof domain>;

const portal = z.object({
  csrf_token: z.string(),
  expires_at: z.string(),
  organization: z.object({ label: z.string() }),
  domains: z.array(domain),
});
export type Portal = z.output<typeof portal>;

export const onboardingAction = '/self-service/onboarding';

export async function loadPortal(api: ProjectApi, link: string) {
  const answer = await api.get(onboardingAction, { link });
  return { ...readAnswer(answer, portal), cookies: answer.cookies };
}
