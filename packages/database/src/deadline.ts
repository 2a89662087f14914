// How long a request may work. When its time is over its caller is answered, and from then on nothing of it
// begins a statement or commits a transaction: what was refused must not happen later.

import { AsyncLocalStorage } from 'node:async_hooks';
import { CallerGone, StoreUnavailable } from '@gatehouse/token-engine/ports';

/** What a request carries through everything that it awaits. */
export interface Deadline {
  /** What whoever goes on after it is told; undefined while there is time. */
  readonly endedBy: StoreUnavailable | undefined;
}

export interface StartedDeadline extends Deadline {
  /** Runs the work under the deadline. */
  run<T>(work: () => T): T;
  /** The request was answered in time. */
  end(): void;
  /** Ends it before its time, if it has not ended yet. */
  cut(reason: StoreUnavailable): void;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/** A request pays for one of these each: one object, and no timer of its own. */
class RunningDeadline implements StartedDeadline {
  endedBy: StoreUnavailable | undefined;
  readonly endsAt: number;
  readonly onOver: (reason: StoreUnavailable) => void;

  constructor(milliseconds: number, onOver: (reason: StoreUnavailable) => void) {
    this.endsAt = performance.now() + milliseconds;
    this.onOver = onOver;
  }

  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  end(): void {
    running.delete(this);
  }

  /** Its time is over, for whatever reason. Does nothing once it has ended. */
  cut(reason: StoreUnavailable): void {
    if (!running.delete(this)) return;
    this.endedBy = reason;
    this.onOver(reason);
  }
}

/** One clock looks after all of them. */
const tickMilliseconds = 250;
const running = new Set<RunningDeadline>();
let isTicking = false;

/** @param onOver called once where the deadline passes before `end`, at most a quarter of a second late. */
export function startDeadline(
  milliseconds: number,
  onOver: (reason: StoreUnavailable) => void,
): StartedDeadline {
  const deadline = new RunningDeadline(milliseconds, onOver);
  running.add(deadline);
  startTicking();
  return deadline;
}

/**
 * @returns what the work resolves to. Rejects with StoreUnavailable when its time is over; the work then goes
 *   on alone, and finds no store any more.
 * @param onStarted is given what to call when the caller hangs up: it rejects with CallerGone then.
 */
export function withinDeadline<T>(
  milliseconds: number,
  work: () => Promise<T>,
  onStarted?: (hangUp: () => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const deadline = startDeadline(milliseconds, reject);
    onStarted?.(() => deadline.cut(new CallerGone('The caller hung up.')));
    deadline.run(work).then(
      (value) => {
        deadline.end();
        resolve(value);
      },
      (error: unknown) => {
        deadline.end();
        reject(error);
      },
    );
  });
}

/** @returns the deadline that the calling code works under; undefined for what nobody waits for. */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}

/** Throws StoreUnavailable where the caller's time is over. */
export function checkDeadline(deadline: Deadline | undefined = current.getStore()): void {
  if (deadline?.endedBy !== undefined) throw deadline.endedBy;
}

/** Does work that has to be done although its caller is not waiting any more: what protects somebody else. */
export function withoutDeadline<T>(work: () => T): T {
  return current.run(undefined, work);
}

function startTicking(): void {
  if (isTicking) return;
  isTicking = true;
  setInterval(endOverdue, tickMilliseconds).unref();
}

function endOverdue(): void {
  const now = performance.now();
  for (const deadline of running) {
    if (deadline.endsAt <= now)
      deadline.cut(new StoreUnavailable('The request took too long and was given up.'));
  }
}
