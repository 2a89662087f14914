// The relay: takes what is due out of the outbox and gives it to whoever carries it. Several processes may
// run one each; every row is lent to one of them.

import type { Outbox } from '@gatehouse/database';
import type { Logger } from '@gatehouse/runtime';
import type { Carrier } from './carrier.ts';
import { maxAttempts } from './run-job.ts';

export interface Relay {
  /** Claims nothing more and resolves when everything that this process carries is settled. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly outbox: Outbox;
  readonly logger: Logger;
  readonly carrier: Carrier;
  /** How long a row is lent; whoever carries it renews that. */
  readonly holdSeconds: number;
  /** How long the relay waits when nothing is due. */
  readonly pollMilliseconds: number;
}

const longestPauseMilliseconds = 30_000;
const largestClaim = 100;

/** Begins to relay at once. */
export function startRelay(options: RelayOptions): Relay {
  const { outbox, logger, carrier, holdSeconds, pollMilliseconds } = options;
  let isStopping = false;
  let failures = 0;
  let wake: (() => void) | undefined;

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function reportUnreachable(error: unknown): void {
    failures += 1;
    if (failures === 1) logger.warn({ err: error }, 'the outbox cannot be reached');
  }

  /** Claims what there is room for. @returns how long to wait before the next look. */
  async function claimDue(limit: number): Promise<number> {
    try {
      const rows = await outbox.claim({ limit, holdSeconds, maxAttempts });
      failures = 0;
      for (const row of rows) carrier.take(row);
      return rows.length > 0 ? 0 : pollMilliseconds;
    } catch (error) {
      reportUnreachable(error);
      return Math.min(pollMilliseconds * 2 ** failures, longestPauseMilliseconds);
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      const room = Math.min(carrier.room(), largestClaim);
      if (room <= 0) {
        await carrier.waitForRoom();
        continue;
      }
      const milliseconds = await claimDue(room);
      if (!isStopping && milliseconds > 0) await pause(milliseconds);
    }
    await carrier.stop();
  }

  const ended = run();
  return {
    stop() {
      isStopping = true;
      wake?.();
      return ended;
    },
  };
}
