import type { Logger } from '@gatehouse/runtime';
import type { Random } from '@gatehouse/token-engine/ports';
import type { UpkeepContext, UpkeepTask } from './upkeep-table.ts';

export interface UpkeepSchedule {
  /** Begins nothing more and resolves when all running tasks have ended. */
  stop(): Promise<void>;
}

/** A time between the whole and nine tenths of it, so that processes started together drift apart. */
function spread(milliseconds: number, random: Random): number {
  const [byte = 0] = random.bytes(1);
  return milliseconds - (milliseconds / 10) * (byte / 255);
}

/** Runs every task now and then again and again. A task that fails is logged and has its next turn. */
export function startUpkeep(
  context: UpkeepContext & { readonly random: Random; readonly logger: Logger },
  tasks: readonly UpkeepTask[],
): UpkeepSchedule {
  const { random, logger } = context;
  const timers = new Map<UpkeepTask, NodeJS.Timeout>();
  const running = new Map<UpkeepTask, Promise<void>>();
  let isStopping = false;

  async function run(task: UpkeepTask): Promise<void> {
    try {
      await task.run(context);
    } catch (error) {
      logger.error({ err: error, task: task.name }, 'a task of the upkeep failed');
    }
    running.delete(task);
    if (isStopping) return;
    timers.set(task, setTimeout(begin, spread(task.everySeconds * 1000, random), task));
  }

  function begin(task: UpkeepTask): void {
    running.set(task, run(task));
  }

  for (const task of tasks) begin(task);
  return {
    async stop() {
      isStopping = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
