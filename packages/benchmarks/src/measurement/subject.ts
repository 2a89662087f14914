import type { LoadPlan, LoadResult, Requests } from '../load/load-plan.ts';

export type RoundLength = Pick<LoadPlan, 'warmUpMilliseconds' | 'milliseconds'>;

/** One server under one load. */
export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly server: { readonly port: number; readonly pid: number };
  readonly connections: number;
  /** Of the first process of the PostgreSQL below it. */
  readonly databasePid: number;
  /** Further processes that serve it: their CPU counts along. */
  readonly alsoServedBy?: readonly number[];
  /** Called before each measurement: what may be sent once only is made anew. */
  readonly requests: () => Promise<Requests>;
  /** Begins what is under way beside it. @returns what ends that. */
  readonly beside?: () => () => Promise<void>;
  /** A load of its own kind, in place of the load generator. */
  readonly load?: (length: RoundLength) => Promise<LoadResult>;
}

export interface Sample {
  readonly load: LoadResult;
  /** Of server and database, for each request that was answered. */
  readonly cpuMicrosPerRequest: number;
  /** The database's part of it. */
  readonly databaseMicrosPerRequest: number;
  /** Of the server alone, right after the load. */
  readonly residentMegabytes: number;
}

/** By the id of the subject; one sample a round, in the order of the rounds. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;
