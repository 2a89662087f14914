// What a limit is, and what is answered about one.

export interface Limit {
  /** As it is named to whoever runs into it. */
  readonly name: string;
  /** So many within any window. */
  readonly count: number;
  readonly windowSeconds: number;
}

/** Whose requests are counted together, from the most general to the most special part. */
export type LimitSubject = readonly string[];

export interface LimitState {
  readonly limit: Limit;
  readonly isExceeded: boolean;
  /** How many more are free now. */
  readonly remaining: number;
  /** Until one is free again; 0 where one is free now. */
  readonly retryAfterSeconds: number;
}

/** @returns RFC 9110 section 10.2.3, and the fields of draft-ietf-httpapi-ratelimit-headers. */
export function buildLimitHeaders(state: LimitState): Readonly<Record<string, string>> {
  const { limit, remaining, retryAfterSeconds } = state;
  return {
    'retry-after': String(retryAfterSeconds),
    'ratelimit-policy': `"${limit.name}";q=${limit.count};w=${limit.windowSeconds}`,
    ratelimit: `"${limit.name}";r=${remaining};t=${retryAfterSeconds}`,
  };
}
