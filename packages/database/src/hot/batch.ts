// The one batching mechanism of the hot path. Calls that wait at the same moment share one statement; a
// call joins only a batch that has not been sent, so a read never answers with what was true before it began.

import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { currentDeadline, type Deadline } from '../deadline.ts';
import { asStoreError, wasUndone } from '../storage-faults.ts';

export interface BatchKind<Item, Answer extends {}> {
  /** In metrics. */
  readonly name: string;
  /** Who is who: project first. Answers are matched by it, and items are sent in its order, against deadlocks. */
  keyOf(item: Item): string;
  /** Runs one statement for items of distinct keys and resolves after its commit. Every key must be answered. */
  send(items: readonly Item[]): Promise<ReadonlyMap<string, Answer>>;
  /** Only items that agree in this share a batch; default all. */
  togetherBy?(item: Item): unknown;
  /** What the callers after the first get where one batch holds the same key several times; default the same. */
  answerLater?(first: Answer): Answer;
  readonly maxBatch?: number;
  readonly maxInFlight?: number;
  /** Callers that may wait before further ones are refused with StoreUnavailable. */
  readonly maxWaiting?: number;
  /** How long the first caller waits for company; 0 sends with the next turn of the event loop. */
  readonly gatherMilliseconds?: number;
}

export interface BatchCounters {
  readonly name: string;
  readonly batches: number;
  readonly callers: number;
  /** Items of failed batches that were sent again, alone. */
  readonly retriedAlone: number;
  readonly refused: number;
  readonly largestBatch: number;
  /** Items of all batches together. */
  readonly items: number;
  /** How long the first callers of all batches together waited until theirs was sent. */
  readonly waitedMilliseconds: number;
  readonly waiting: number;
  readonly inFlight: number;
}

export interface Batch<Item, Answer> {
  /** Throws StoreUnavailable where the store is at fault, the queue is full, the caller's time is over, or the batch is closed. */
  submit(item: Item): Promise<Answer>;
  counters(): BatchCounters;
  /** Refuses new calls and resolves when all earlier ones are settled. */
  close(): Promise<void>;
}

interface Caller<Item, Answer> {
  readonly item: Item;
  readonly deadline: Deadline | undefined;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Callers with one key. The first one's item is sent. */
interface Group<Item, Answer> {
  readonly key: string;
  readonly first: Caller<Item, Answer>;
  readonly later: Caller<Item, Answer>[];
}

function isOverdue({ deadline }: { readonly deadline: Deadline | undefined }): boolean {
  return deadline?.endedBy !== undefined;
}

export function createBatch<Item, Answer extends {}>(
  kind: BatchKind<Item, Answer>,
): Batch<Item, Answer> {
  const { maxBatch = 256, maxInFlight = 2, maxWaiting = 10_000, gatherMilliseconds = 0 } = kind;
  const waiting = new Map<string, Group<Item, Answer>>();
  const count = {
    batches: 0,
    callers: 0,
    items: 0,
    retriedAlone: 0,
    refused: 0,
    largestBatch: 0,
    waitedMilliseconds: 0,
  };
  let waitingCallers = 0;
  let waitingSince = 0;
  let inFlight = 0;
  let isScheduled = false;
  let isClosed = false;
  let onIdle: (() => void) | undefined;

  function enqueue(key: string, caller: Caller<Item, Answer>): void {
    const group = waiting.get(key);
    if (waiting.size === 0) waitingSince = performance.now();
    if (group === undefined) waiting.set(key, { key, first: caller, later: [] });
    else group.later.push(caller);
    waitingCallers += 1;
  }

  function schedule(): void {
    if (isScheduled || waiting.size === 0 || inFlight >= maxInFlight) return;
    isScheduled = true;
    if (gatherMilliseconds > 0 && !isClosed && waiting.size < maxBatch) {
      setTimeout(flush, gatherMilliseconds);
    } else {
      setImmediate(flush);
    }
  }

  function flush(): void {
    isScheduled = false;
    while (waiting.size > 0 && inFlight < maxInFlight) {
      const groups = takeGroups();
      if (groups.length === 0) continue;
      inFlight += 1;
      void settle(groups).finally(() => {
        inFlight -= 1;
        schedule();
        if (inFlight === 0 && waiting.size === 0) onIdle?.();
      });
    }
    if (inFlight === 0 && waiting.size === 0) onIdle?.();
  }

  function takeGroups(): Group<Item, Answer>[] {
    const groups: Group<Item, Answer>[] = [];
    for (const waited of waiting.values()) {
      const oldest = groups[0] ?? waited;
      if (kind.togetherBy?.(waited.first.item) !== kind.togetherBy?.(oldest.first.item)) continue;
      waiting.delete(waited.key);
      waitingCallers -= 1 + waited.later.length;
      const group = withoutOverdue(waited);
      if (group !== undefined) groups.push(group);
      if (groups.length === maxBatch) break;
    }
    const now = performance.now();
    count.waitedMilliseconds += now - waitingSince;
    waitingSince = now;
    return groups.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Whoever was answered already must not have a row written. */
  function withoutOverdue(group: Group<Item, Answer>): Group<Item, Answer> | undefined {
    if (!isOverdue(group.first) && !group.later.some(isOverdue)) return group;
    const callers = [group.first, ...group.later];
    for (const { reject, deadline } of callers) if (deadline?.endedBy) reject(deadline.endedBy);
    const [first, ...later] = callers.filter((caller) => !isOverdue(caller));
    return first === undefined ? undefined : { key: group.key, first, later };
  }

  async function settle(groups: readonly Group<Item, Answer>[]): Promise<void> {
    try {
      await sendGroups(groups);
    } catch (error) {
      // Where the store is at fault nobody knows what was written: sending again could redeem twice.
      if (wasUndone(error)) await settleAlone(groups);
      else for (const group of groups) rejectGroup(group, asStoreError(error));
    }
  }

  /** PostgreSQL undid the whole statement: one bad item must not fail its neighbours. */
  async function settleAlone(groups: readonly Group<Item, Answer>[]): Promise<void> {
    for (const group of groups) {
      count.retriedAlone += 1;
      try {
        await sendGroups([group]);
      } catch (error) {
        group.first.reject(asStoreError(error));
        // Their items differ in what is not part of the key: each gets its own try.
        for (const caller of group.later) enqueue(group.key, caller);
      }
    }
  }

  async function sendGroups(groups: readonly Group<Item, Answer>[]): Promise<void> {
    count.batches += 1;
    count.items += groups.length;
    count.largestBatch = Math.max(count.largestBatch, groups.length);
    const answers = await kind.send(groups.map(({ first }) => first.item));
    for (const group of groups) {
      const answer = answers.get(group.key);
      if (answer === undefined) {
        rejectGroup(
          group,
          new Error(`The statement of ${kind.name} left a row without an answer.`),
        );
      } else {
        group.first.resolve(answer);
        for (const caller of group.later) caller.resolve(kind.answerLater?.(answer) ?? answer);
      }
    }
  }

  function rejectGroup({ first, later }: Group<Item, Answer>, error: unknown): void {
    first.reject(error);
    for (const caller of later) caller.reject(error);
  }

  return {
    submit(item) {
      if (isClosed || waitingCallers >= maxWaiting) {
        count.refused += 1;
        const reason = isClosed ? 'is closed' : `has ${waitingCallers} callers waiting already`;
        return Promise.reject(new StoreUnavailable(`The queue of ${kind.name} ${reason}.`));
      }
      const deadline = currentDeadline();
      if (deadline?.endedBy !== undefined) return Promise.reject(deadline.endedBy);
      count.callers += 1;
      return new Promise<Answer>((resolve, reject) => {
        enqueue(kind.keyOf(item), { item, deadline, resolve, reject });
        schedule();
      });
    },
    counters: () => ({ name: kind.name, ...count, waiting: waitingCallers, inFlight }),
    async close() {
      isClosed = true;
      if (inFlight === 0 && waiting.size === 0) return;
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve;
      });
      flush();
      await idle;
    },
  };
}
