// Refusals of the identity engine, in Ory's words.

import { FlowError } from '@gatehouse/identity-engine';
import { PasswordsBusy } from '@gatehouse/identity-engine/ports';
import { statusNames } from './error-answer.ts';
import type { RefusalDetails } from './refusal.ts';

const passwordsBusy: RefusalDetails = {
  status: 503,
  code: 'Service Unavailable',
  description: 'Too many people are signing in at this moment.',
  hint: 'Wait a few seconds and try again.',
};

/** @returns what the edge renders, or undefined for what is no refusal of the identity engine. */
export function describeFlowRefusal(error: unknown): RefusalDetails | undefined {
  if (error instanceof PasswordsBusy) return passwordsBusy;
  if (!(error instanceof FlowError)) return undefined;
  const { id, status, message, reason } = error.rejection;
  const { retryAfterSeconds } = error;
  return {
    status,
    code: statusNames[status] ?? 'Error',
    description: message,
    hint: reason,
    ...(id === undefined ? {} : { id }),
    headers: {
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="gatehouse"' } : {}),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  };
}
