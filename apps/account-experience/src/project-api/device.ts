// What the device page reads and sends. The whole contract with the device API stands in this file.

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const deviceForm = z.object({ csrf_token: z.string() });

/** Where the form posts to, below the project's URL, with the fields below. */
export const deviceAction = '/self-service/device';
/** Where a browser begins that brings no challenge; whatever page takes the codes of this project. */
export const deviceStart = '/oauth2/device/verify';

export const deviceFields = {
  challenge: 'device_challenge',
  csrfToken: 'csrf_token',
  userCode: 'user_code',
} as const;

export async function loadDeviceForm(api: ProjectApi, challenge: string) {
  const answer = await api.get(deviceAction, { [deviceFields.challenge]: challenge });
  return { ...readAnswer(answer, deviceForm), cookies: answer.cookies };
}
