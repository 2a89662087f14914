// How long a request may work. When its time is over its caller is answered, and from then on nothing of it
// begins a statement or commits a transaction: what was refused must not happen later.

import { AsyncLocalStorage } from 'node:async_hooks';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';

/** What a request carries through everything that it awaits. */
export interface Deadline {
  readonly isOver: boolean;
}

interface RunningDeadline extends Deadline {
  isOver: boolean;
  readonly endsAt: number;
  readonly onOver: () => void;
}

export interface StartedDeadline extends Deadline {
  /** Runs the work under the deadline. */
  run<T>(work: () => T): T;
  /** The request was answered in time. */
  end(): void;
}

/** One clock for all of them: a timer for each request would cost more than the look at this list. */
const tickMilliseconds = 250;
const running = new Set<RunningDeadline>();
const current = new AsyncLocalStorage<Deadline>();
let ticking: NodeJS.Timeout | undefined;

/** @param onOver called once where the deadline passes before `end`, at most a quarter of a second late. */
export function startDeadline(milliseconds: number, onOver: () => void): StartedDeadline {
  const deadline: RunningDeadline = {
    isOver: false,
    endsAt: performance.now() + milliseconds,
    onOver,
  };
  running.add(deadline);
  ticking ??= setInterval(endOverdue, tickMilliseconds).unref();
  return {
    get isOver() {
      return deadline.isOver;
    },
    run: (work) => current.run(deadline, work),
    end: () => void running.delete(deadline),
  };
}

/**
 * @returns what the work resolves to. Rejects with StoreUnavailable when its time is over; the work then goes
 *   on alone, and finds no store any more.
 */
export async function withinDeadline<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const deadline = startDeadline(milliseconds, () => reject(describeDeadline()));
  try {
    return await Promise.race([deadline.run(work), promise]);
  } finally {
    deadline.end();
  }
}

/** @returns the deadline that the calling code works under; undefined for what nobody waits for. */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}

/** Throws StoreUnavailable where the caller's time is over. */
export function checkDeadline(deadline: Deadline | undefined = current.getStore()): void {
  if (deadline?.isOver === true) throw describeDeadline();
}

/** @returns the error for a caller whose time is over. */
export function describeDeadline(): StoreUnavailable {
  return new StoreUnavailable('The request took too long and was given up.');
}

function endOverdue(): void {
  const now = performance.now();
  for (const deadline of running) {
    if (deadline.endsAt > now) continue;
    deadline.isOver = true;
    running.delete(deadline);
    deadline.onOver();
  }
  if (running.size > 0) return;
  clearInterval(ticking);
  ticking = undefined;
}
