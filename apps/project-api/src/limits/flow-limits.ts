// Limits of what people do before they are known. Failed passwords are counted by themselves, in PostgreSQL:
// whatever becomes of these limits, nobody guesses faster.

import { type FlowKind, type FlowOutcome, flowRejections } from '@gatehouse/identity-engine';
import { buildLimitHeaders, type Limit, type Limits } from '@gatehouse/redis';
import { statusNames } from '../http/error-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal } from '../http/refusal.ts';
import { buildAddressSubject } from './address-subject.ts';

/** Throws a Refusal (429) where the limit is reached. @returns what to call with the outcome. */
export function checkFlowLimits(
  kind: FlowKind,
  request: ProjectRequest,
  limits: Limits,
): (outcome: FlowOutcome) => void {
  const address = buildAddressSubject(request);
  if (address === undefined) return () => {};
  const limit = limitOf(kind, request);
  const state = limits.check(limit, address);
  if (state.isExceeded) throw refuse(buildLimitHeaders(state));
  if (kind === 'login') limits.count(limit, address);
  return (outcome) => {
    // An address that was taken counts like a new one, or the count would tell them apart.
    if (outcome.kind === 'registered') limits.count(limit, address);
  };
}

function limitOf(kind: FlowKind, { project }: ProjectRequest): Limit {
  const { loginPerAddress, registrationPerAddress } = project.settings.limits;
  return kind === 'login'
    ? { name: 'login', count: loginPerAddress, windowSeconds: 60 }
    : { name: 'registration', count: registrationPerAddress, windowSeconds: 3600 };
}

function refuse(headers: Readonly<Record<string, string>>): Refusal {
  const { id, status, message, reason } = flowRejections.too_many_attempts;
  return new Refusal({
    status,
    code: statusNames[status] ?? '',
    description: message,
    hint: reason,
    headers,
    ...(id === undefined ? {} : { id }),
  });
}
