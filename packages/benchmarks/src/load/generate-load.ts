import { type Answer, LoadConnection } from './load-connection.ts';
import type { LoadPlan, LoadResult } from './load-plan.ts';
import { buildRequestSource } from './request-source.ts';

/** Runs one plan to its end: when its time is over, or when nothing is left to send. */
export function generateLoad(plan: LoadPlan): Promise<LoadResult> {
  const { promise, resolve } = Promise.withResolvers<LoadResult>();
  const source = buildRequestSource(plan.requests);
  const latencies: number[] = [];
  const count = { answered: 0, failures: 0, open: 0 };
  let firstFailure: string | undefined;
  const begin = performance.now() + plan.warmUpMilliseconds;
  const end = begin + plan.milliseconds;
  let last = begin;

  function answered(answer: Answer): Buffer | undefined {
    const now = performance.now();
    count.answered += 1;
    if (!answer.succeeded) {
      count.failures += 1;
      firstFailure ??= answer.text();
    }
    if (now >= begin && now < end) {
      latencies.push(answer.micros);
      last = now;
    }
    const next = now < end ? source.next(answer) : undefined;
    if (next === undefined) close();
    return next;
  }

  function close(): void {
    count.open -= 1;
    if (count.open > 0) return;
    const { answered, failures } = count;
    const seconds = (last - begin) / 1000;
    resolve({ answered, failures, firstFailure, seconds, ...summarize(latencies) });
  }

  for (let index = 0; index < plan.connections; index += 1) {
    const first = source.first(index);
    if (first === undefined) break;
    count.open += 1;
    new LoadConnection(plan.port, first, answered);
  }
  return promise;
}

function summarize(latencies: readonly number[]) {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    requests: sorted.length,
    p50Micros: at(0.5),
    p95Micros: at(0.95),
    p99Micros: at(0.99),
  };
}
