// How protocol requests and flows came out, by grant type: counted here because every one of them passes on
// its way to its trace.

import { grantTypes } from '@gatehouse/protocol';
import type { Trace } from '@gatehouse/token-engine';

export interface OutcomeCount {
  readonly endpoint: string;
  /** `other` for one that Gatehouse does not know, `none` for what has none. */
  readonly grantType: string;
  /** `succeeded`, `inactive`, `fault`, or the slug of the rejection. */
  readonly outcome: string;
  readonly count: number;
}

const known: ReadonlySet<string> = new Set(grantTypes);

export function createOutcomeCounters(): {
  add(trace: Pick<Trace, 'endpoint' | 'grantType' | 'outcome'>): void;
  read(): readonly OutcomeCount[];
} {
  const counts = new Map<string, { -readonly [Name in keyof OutcomeCount]: OutcomeCount[Name] }>();
  return {
    add({ endpoint, grantType: named, outcome }) {
      const grantType = named === undefined ? 'none' : known.has(named) ? named : 'other';
      const key = `${endpoint} ${grantType} ${outcome}`;
      const present = counts.get(key);
      if (present === undefined) counts.set(key, { endpoint, grantType, outcome, count: 1 });
      else present.count += 1;
    },
    read: () => [...counts.values()].map((one) => ({ ...one })),
  };
}
