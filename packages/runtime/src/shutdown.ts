// Stopping without losing anything: say that we are no longer ready, let what runs finish, close what was
// opened in reverse order, and give up after a deadline.

import type { Logger } from './logger.ts';

export interface Shutdown {
  /** Whether stopping has begun; readiness answers no from then on. */
  readonly hasBegun: boolean;
  /** Registers what has to be closed. What was added last is closed first. */
  add(name: string, close: () => Promise<void> | void): void;
  /**
   * Closes everything, once; later calls wait for the first. A part that fails is logged and the others
   * are closed all the same. @returns whether all closed without error before the deadline.
   */
  begin(reason: string): Promise<boolean>;
}

/** @param options.deadlineSeconds how long everything together may take before it is given up. */
export function createShutdown(options: { logger: Logger; deadlineSeconds: number }): Shutdown {
  const parts: { name: string; close: () => Promise<void> | void }[] = [];
  let hasBegun = false;
  let stopping: Promise<boolean> | undefined;

  async function closeAll(): Promise<boolean> {
    let isClean = true;
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      try {
        await part.close();
      } catch (error) {
        isClean = false;
        options.logger.error({ err: error, part: part.name }, 'a part did not close');
      }
    }
    return isClean;
  }

  function giveUp(): { late: Promise<boolean>; cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => {
      const open = parts.map((part) => part.name);
      options.logger.error({ open }, 'stopping took too long and was given up');
      resolve(false);
    }, options.deadlineSeconds * 1000);
    return { late: promise, cancel: () => clearTimeout(timer) };
  }

  return {
    get hasBegun() {
      return hasBegun;
    },
    add: (name, close) => {
      parts.push({ name, close });
    },
    begin: (reason) => {
      if (stopping === undefined) {
        hasBegun = true;
        options.logger.info({ reason }, 'stopping');
        const { late, cancel } = giveUp();
        stopping = Promise.race([closeAll(), late]).finally(cancel);
      }
      return stopping;
    },
  };
}

/**
 * Stops on SIGTERM and SIGINT and then ends the process: 0 after a clean stop, 1 otherwise. A second
 * signal ends it at once.
 * @param settle what has to come to its end first, such as a start that is still under way.
 */
export function stopOnSignals(
  shutdown: Shutdown,
  settle: (signal: NodeJS.Signals) => Promise<unknown> = async () => {},
): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      const settled = settle(signal).catch(() => {});
      void settled
        .then(() => shutdown.begin(signal))
        .then((isClean) => process.exit(isClean ? 0 : 1));
    });
  }
}
