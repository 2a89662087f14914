// How often somebody may try to sign in: NIST SP 800-63B section 3.2.2. The attempt is counted as a failure
// before the password is looked at, under a lock, and forgotten when the password was right.

/** How often one subject was tried in vain. Seconds since the epoch. */
export interface AttemptCounter {
  readonly failures: number;
  readonly lastAttemptAtSeconds: number | undefined;
  readonly blockedUntilSeconds: number | undefined;
  readonly lastSuccessAtSeconds: number | undefined;
}

/** The keyed hashes under which the two counters of an attempt are kept. */
export interface AttemptKeys {
  readonly account: Uint8Array;
  readonly accountAddress: Uint8Array;
}

/** How often the account was tried, from anywhere and from that address. */
export interface AttemptCounters {
  readonly account: AttemptCounter;
  readonly accountAddress: AttemptCounter;
}

export interface AttemptVerdict {
  readonly isAdmitted: boolean;
  /** How long to wait; 0 where it is admitted. */
  readonly retryAfterSeconds: number;
  readonly counters: AttemptCounters;
}

export const emptyCounter: AttemptCounter = {
  failures: 0,
  lastAttemptAtSeconds: undefined,
  blockedUntilSeconds: undefined,
  lastSuccessAtSeconds: undefined,
};

interface Policy {
  readonly freeFailures: number;
  readonly maxWaitSeconds: number;
}

const accountAddressPolicy: Policy = { freeFailures: 5, maxWaitSeconds: 900 };
// Many addresses against one account. Short, because its owner may be among those who wait.
const accountPolicy: Policy = { freeFailures: 100, maxWaitSeconds: 60 };
const forgottenAfterSeconds = 86_400;
const knownAddressSeconds = 30 * 86_400;

/** @returns 0 while failures are free, then 1, 2, 4 … up to the policy's limit. */
export function buildWaitSeconds(failures: number, policy: Policy = accountAddressPolicy): number {
  if (failures < policy.freeFailures) return 0;
  const doublings = Math.min(failures - policy.freeFailures, 30);
  return Math.min(2 ** doublings, policy.maxWaitSeconds);
}

/** @returns how long must be waited before the next attempt; 0: it may come now. */
export function findWaitSeconds(counters: AttemptCounters, nowSeconds: number): number {
  const { account, accountAddress } = counters;
  const ofAddress = remaining(accountAddress, nowSeconds);
  return isKnownAddress(accountAddress, nowSeconds)
    ? ofAddress
    : Math.max(ofAddress, remaining(account, nowSeconds));
}

/** Admits and counts, or says how long to wait and changes nothing. */
export function decideAttempt(counters: AttemptCounters, nowSeconds: number): AttemptVerdict {
  const retryAfterSeconds = findWaitSeconds(counters, nowSeconds);
  if (retryAfterSeconds > 0) return { isAdmitted: false, retryAfterSeconds, counters };
  return {
    isAdmitted: true,
    retryAfterSeconds: 0,
    counters: {
      account: addFailure(counters.account, nowSeconds, accountPolicy),
      accountAddress: addFailure(counters.accountAddress, nowSeconds, accountAddressPolicy),
    },
  };
}

/** @returns the counters after the right password: nothing failed, and the address is known. */
export function forgiveAttempt(nowSeconds: number): AttemptCounters {
  const lastSuccessAtSeconds = nowSeconds;
  return {
    account: { ...emptyCounter, lastSuccessAtSeconds },
    accountAddress: { ...emptyCounter, lastSuccessAtSeconds },
  };
}

function remaining({ blockedUntilSeconds }: AttemptCounter, nowSeconds: number): number {
  return Math.max(0, (blockedUntilSeconds ?? 0) - nowSeconds);
}

function isKnownAddress({ lastSuccessAtSeconds }: AttemptCounter, nowSeconds: number): boolean {
  return (
    lastSuccessAtSeconds !== undefined && nowSeconds - lastSuccessAtSeconds < knownAddressSeconds
  );
}

function addFailure(counter: AttemptCounter, nowSeconds: number, policy: Policy): AttemptCounter {
  const isForgotten =
    counter.lastAttemptAtSeconds !== undefined &&
    nowSeconds - counter.lastAttemptAtSeconds > forgottenAfterSeconds;
  const failures = (isForgotten ? 0 : counter.failures) + 1;
  const wait = buildWaitSeconds(failures, policy);
  return {
    failures,
    lastAttemptAtSeconds: nowSeconds,
    blockedUntilSeconds: wait === 0 ? undefined : nowSeconds + wait,
    lastSuccessAtSeconds: counter.lastSuccessAtSeconds,
  };
}
