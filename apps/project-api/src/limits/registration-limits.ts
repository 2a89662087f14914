// Limits of clients that register themselves, before they are known: by the address that they come from.

import { buildLimitHeaders, type Limit, type Limits } from '@gatehouse/redis';
import { rejectionTable } from '@gatehouse/token-engine';
import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal } from '../http/refusal.ts';
import { buildAddressSubject } from './address-subject.ts';

/** Throws a Refusal (429) where the limit is reached; every attempt counts, also one that is refused later. */
export function checkRegistrationLimits(
  kind: 'client_registration' | 'client_configuration',
  request: ProjectRequest,
  limits: Limits,
): void {
  const address = buildAddressSubject(request);
  if (address === undefined) return;
  const { clientRegistrationPerAddress, perAddress } = request.project.settings.limits;
  const count = kind === 'client_registration' ? clientRegistrationPerAddress : perAddress;
  const limit: Limit = { name: kind, count, windowSeconds: 60 };
  const state = limits.check(limit, address);
  if (state.isExceeded) {
    const { code, description } = rejectionTable.rate_limited;
    throw new Refusal({ status: 429, code, description, headers: buildLimitHeaders(state) });
  }
  limits.count(limit, address);
}
