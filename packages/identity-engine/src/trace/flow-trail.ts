// What a flow call leaves behind for the developer: the checks it passed and the one that refused it. No
// identifier, password or token ever stands in it.

import type { FlowEndpointName, FlowOutcomeName } from '@gatehouse/protocol';

export interface FlowCheck {
  readonly check: string;
  readonly passed: boolean;
  readonly expected?: string;
  readonly received?: string;
}

export interface FlowTrace {
  /** A UUIDv7: its time gives the day of its partition. */
  readonly traceId: string;
  readonly endpoint: FlowEndpointName;
  readonly atMilliseconds: number;
  readonly outcome: FlowOutcomeName;
  readonly checks: readonly FlowCheck[];
}

export class FlowTrail {
  readonly traceId: string;
  readonly endpoint: FlowEndpointName;
  readonly atMilliseconds: number;
  readonly #checks: FlowCheck[] = [];

  constructor(start: { traceId: string; endpoint: FlowEndpointName; atMilliseconds: number }) {
    this.traceId = start.traceId;
    this.endpoint = start.endpoint;
    this.atMilliseconds = start.atMilliseconds;
  }

  pass(check: string): void {
    this.#checks.push({ check, passed: true });
  }

  fail(check: string, difference: { expected?: string; received?: string } = {}): void {
    this.#checks.push({ check, passed: false, ...difference });
  }

  finish(outcome: FlowOutcomeName): FlowTrace {
    const { traceId, endpoint, atMilliseconds } = this;
    return { traceId, endpoint, atMilliseconds, outcome, checks: this.#checks };
  }
}
