import type { Trace } from '../trace/trace.ts';

/** Takes traces off the response path. Never throws, never waits; may drop under load. */
export interface TraceSink {
  record(trace: Trace): void;
}

export type UsageMetric = 'access_tokens_issued' | 'introspections' | 'revocations';

/** Counts in memory; written in batches. Never throws, never waits. */
export interface UsageSink {
  count(metric: UsageMetric, clientId: string): void;
}
