// Traces leave the response path here: bounded, sampled, batched, and dropped rather than waited for.

import type { ProjectId } from '@gatehouse/protocol';
import type { Trace } from '@gatehouse/token-engine';
import type { TraceSink } from '@gatehouse/token-engine/ports';
import { readUuidV7Milliseconds } from '../uuid-v7.ts';
import { type BatchCounters, createBatch } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { createOutcomeCounters, type OutcomeCount } from './outcomes.ts';
import { dayOf } from './partitions.ts';
import { buildRowKey } from './row-key.ts';
import { insertTraces } from './statements/events.ts';

export interface TraceWriter {
  forProject(projectId: ProjectId): TraceSink;
  counters(): BatchCounters & TraceLosses;
  /** All protocol requests and flows since the start, kept or not. */
  outcomes(): readonly OutcomeCount[];
  /** Writes what waits. */
  close(): Promise<void>;
}

export interface TraceLosses {
  /** Lost to a full queue, a storage fault, or an id that is no UUIDv7. */
  readonly dropped: number;
  /** Successes left out because there were enough of them this second. */
  readonly sampledOut: number;
}

interface TraceItem {
  readonly projectId: ProjectId;
  readonly bucket: number;
  readonly trace: Trace;
}

const maxWaiting = 4096;
const successesPerSecond = { ofProject: 10, ofAll: 200 };
const maxTextLength = 1024;

export function createTraceWriter(connection: HotConnection): TraceWriter {
  const batch = createBatch<TraceItem, 'written'>({
    name: 'traces',
    maxInFlight: 1,
    maxWaiting,
    gatherMilliseconds: 100,
    keyOf,
    async send(items) {
      await connection.run(insertTraces, [
        items.map(({ projectId }) => projectId),
        items.map(({ bucket }) => bucket),
        items.map(({ trace }) => trace.traceId),
        items.map(({ trace }) => trace.atMilliseconds),
        items.map(({ trace }) => trace.endpoint),
        items.map(({ trace }) => (trace.clientId === undefined ? null : storable(trace.clientId))),
        items.map(({ trace }) => trace.outcome),
        items.map(({ trace }) => writeTrace(trace)),
      ]);
      return new Map(items.map((item) => [keyOf(item), 'written']));
    },
  });
  const outcomes = createOutcomeCounters();
  const sampling = createSuccessSampling();
  const losses = { dropped: 0, sampledOut: 0 };

  function record(projectId: ProjectId, trace: Trace): void {
    outcomes.add(trace);
    if (trace.outcome === 'succeeded' && !sampling.takes(projectId, trace.atMilliseconds)) {
      losses.sampledOut += 1;
      return;
    }
    const milliseconds = readUuidV7Milliseconds(trace.traceId);
    if (milliseconds === undefined) {
      losses.dropped += 1;
      return;
    }
    batch.submit({ projectId, bucket: dayOf(milliseconds), trace }).catch(() => {
      losses.dropped += 1;
    });
  }

  return {
    forProject: (projectId) => ({ record: (trace) => record(projectId, trace) }),
    counters: () => ({ ...batch.counters(), ...losses }),
    outcomes: outcomes.read,
    close: () => batch.close(),
  };
}

function keyOf({ projectId, trace }: TraceItem): string {
  return buildRowKey(projectId, trace.traceId);
}

/** Every refusal is kept; of successes only so many a second, for one project and for all. */
function createSuccessSampling(): { takes(projectId: ProjectId, atMilliseconds: number): boolean } {
  let second = 0;
  let taken = 0;
  const takenOfProject = new Map<ProjectId, number>();
  return {
    takes(projectId, atMilliseconds) {
      const now = Math.floor(atMilliseconds / 1000);
      if (now !== second) {
        second = now;
        taken = 0;
        takenOfProject.clear();
      }
      const ofProject = takenOfProject.get(projectId) ?? 0;
      if (taken >= successesPerSecond.ofAll || ofProject >= successesPerSecond.ofProject)
        return false;
      taken += 1;
      takenOfProject.set(projectId, ofProject + 1);
      return true;
    },
  };
}

/** Only what is listed here is kept, each text within bounds. */
function writeTrace({ grantType, checks }: Trace): string {
  return JSON.stringify({
    grantType: grantType === undefined ? null : storable(grantType),
    checks: checks.map(({ check, passed, expected, received }) => ({
      check: storable(check),
      passed,
      ...(expected === undefined ? {} : { expected: storable(expected) }),
      ...(received === undefined ? {} : { received: storable(received) }),
    })),
  });
}

/** PostgreSQL stores neither NUL nor lone surrogates, and what a client sent may hold both. */
function storable(text: string): string {
  return text.slice(0, maxTextLength).replaceAll('\0', '\uFFFD').toWellFormed();
}
