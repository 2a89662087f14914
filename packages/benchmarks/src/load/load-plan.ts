// What a load consists of, as plain data: it goes to the load generator's own process.

/** A form post of which one value changes; complete but for Content-Length, which is added for each value. */
export interface FormTemplate {
  /** Request line and headers, each line with its line break. */
  readonly head: string;
  /** The body before and after the value. */
  readonly before: string;
  readonly after: string;
}

/**
 * `repeat`: complete HTTP/1.1 messages, taken in turn over and over; `each`: the same, sent once each. `once`: each value is sent once, and the
 * load ends with the last. `follow`: one chain for each connection, the next value being a member of the answer.
 */
export type Requests =
  | { readonly kind: 'repeat' | 'each'; readonly messages: readonly string[] }
  | { readonly kind: 'once'; readonly form: FormTemplate; readonly values: readonly string[] }
  | {
      readonly kind: 'follow';
      readonly form: FormTemplate;
      readonly values: readonly string[];
      readonly member: string;
    };

export interface LoadPlan {
  readonly port: number;
  readonly connections: number;
  readonly warmUpMilliseconds: number;
  readonly milliseconds: number;
  readonly requests: Requests;
}

export interface LoadResult {
  /** All that were answered, those of the warm-up included. */
  readonly answered: number;
  /** Answers other than 200, with the first of them. */
  readonly failures: number;
  readonly firstFailure: string | undefined;
  /** Without the warm-up. */
  readonly requests: number;
  readonly seconds: number;
  readonly p50Micros: number;
  readonly p95Micros: number;
  readonly p99Micros: number;
}
