// Limits of the endpoints that clients call. Before the engine they are looked at, by what the request says
// of itself; afterwards is counted what was proved, so that nobody uses up what is another client's.

import { buildLimitHeaders, type Limit, type LimitSubject, type Limits } from '@gatehouse/redis';
import {
  type Answer,
  type ClientRequest,
  readClaimedClient,
  rejectionTable,
} from '@gatehouse/token-engine';
import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal } from '../http/refusal.ts';
import { buildAddressSubject } from './address-subject.ts';

export type ClientEndpoint = 'token' | 'introspection' | 'revocation' | 'device_authorization';

const minute = 60;
const failedAuthentications: Limit = {
  name: 'client_authentication',
  count: 20,
  windowSeconds: minute,
};
/** Each leaves a row, and whoever names a public client is given one. */
const mostDeviceRequests = 60;
/** Of many refusals these leave a trace. */
const tracedRefusals: Limit = { name: 'traced_refusals', count: 10, windowSeconds: minute };

interface Rule {
  readonly limit: Limit;
  readonly subject: LimitSubject;
}

/** What one request is measured by. `undefined` where there is nothing to count by. */
interface Rules {
  readonly address: Rule | undefined;
  readonly failures: Rule | undefined;
  readonly client: Rule | undefined;
  readonly project: Rule;
}

/** Throws a Refusal (429) where a limit is reached. @returns what to call with the engine's answer. */
export function checkClientLimits(
  endpoint: ClientEndpoint,
  { request, client, limits }: { request: ProjectRequest; client: ClientRequest; limits: Limits },
): (answer: Answer<unknown>) => void {
  const rules = buildRules(endpoint, request, readClaimedClient(client));
  const { address, failures } = rules;
  for (const rule of [address, failures, rules.client, rules.project]) {
    if (rule !== undefined) checkRule(rule, limits);
  }
  const count = (rule: Rule | undefined) => {
    if (rule !== undefined) limits.count(rule.limit, rule.subject);
  };
  count(address);
  return (answer) => {
    if (hasFailed(answer)) count(failures);
    else if (isProved(endpoint, answer, client)) {
      count(rules.client);
      count(rules.project);
    }
  };
}

function buildRules(
  endpoint: ClientEndpoint,
  request: ProjectRequest,
  claimedClient: string | undefined,
): Rules {
  const { projectId } = request.project.project;
  const { limits } = request.project.settings;
  const address = buildAddressSubject(request);
  const rule = (count: number, subject: LimitSubject): Rule => ({
    limit: { name: endpoint, count, windowSeconds: minute },
    subject,
  });
  const isClaimed = claimedClient !== undefined;
  const perAddress =
    endpoint === 'device_authorization'
      ? Math.min(limits.perAddress, mostDeviceRequests)
      : limits.perAddress;
  return {
    address: address && rule(perAddress, ['address', ...address]),
    failures:
      address && isClaimed
        ? { limit: failedAuthentications, subject: [...address, claimedClient] }
        : undefined,
    client: isClaimed ? rule(limits.perClient, ['client', projectId, claimedClient]) : undefined,
    project: rule(limits.perProject, ['project', projectId]),
  };
}

function checkRule({ limit, subject }: Rule, limits: Limits): void {
  const state = limits.check(limit, subject);
  if (!state.isExceeded) return;
  const isTraced = !limits.check(tracedRefusals, subject).isExceeded;
  limits.count(tracedRefusals, subject);
  const { code, description } = rejectionTable.rate_limited;
  const details = { status: 429, code, description, headers: buildLimitHeaders(state) };
  throw new Refusal(details, isTraced ? 'rate_limited' : undefined);
}

/** Whoever presents nothing has not failed: libraries ask like that to be challenged. */
function hasFailed(answer: Answer<unknown>): boolean {
  return (
    'refusal' in answer &&
    answer.refusal.code === 'invalid_client' &&
    answer.refusal.rejection !== 'client_authentication_missing'
  );
}

/** Anybody may name a public client; what it is given for a code or a token shows that it was the one. */
function isProved(
  endpoint: ClientEndpoint,
  answer: Answer<unknown>,
  { form, basic }: ClientRequest,
): boolean {
  if (answer.clientId === undefined) return false;
  const hasSecret = basic !== undefined || form.values.has('client_secret');
  return hasSecret || (endpoint !== 'device_authorization' && !('refusal' in answer));
}
