import type { Database } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import { type Addressing, isLoopbackInstallation } from '@gatehouse/protocol';
import { closeRedis, openRedis } from '@gatehouse/redis';
import type { Logger, MetricSource } from '@gatehouse/runtime';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import { type Carrier, createLocalCarrier } from './carrier.ts';
import { jobTable } from './job-table.ts';
import { mailViewer } from './mail/mail-delivery.ts';
import { openSmtpDelivery, type SmtpSettings } from './mail/smtp-delivery.ts';
import { describeQueues } from './queues/describe-queues.ts';
import { createQueueCarrier } from './queues/queue-carrier.ts';
import { startQueueWorkers } from './queues/queue-workers.ts';
import { startRelay } from './relay.ts';
import { defaultHoldSeconds, type JobRunner } from './run-job.ts';
import { startUpkeep } from './schedule/start-upkeep.ts';
import { upkeepTable } from './schedule/upkeep-table.ts';
import { openWebhookSender } from './webhooks/webhook-sender.ts';

export interface JobsOptions {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly logger: Logger;
  /** Without one, mail is kept for the project's administrators to read. */
  readonly smtp?: SmtpSettings | undefined;
  /** Without one, this process does everything by itself. */
  readonly redisUrl?: string | undefined;
  /** How long the relay waits when nothing is due; default a second. */
  readonly pollMilliseconds?: number;
}

export interface Jobs {
  /** What stands in the queues; the outbox tells of itself. */
  readonly metrics: readonly MetricSource[];
  /** Begins nothing more and resolves when everything that runs has ended. */
  stop(): Promise<void>;
}

const concurrency = 4;
/** Rows of this process in the queues at the same time: what Redis may lose. */
const backlog = 200;

/** Does all jobs: what the outbox holds, and the upkeep. May run in several processes. */
export function startJobs(options: JobsOptions): Jobs {
  const { database, keyring, clock, random, logger, addressing, smtp } = options;
  const { pollMilliseconds = 1000 } = options;
  const { outbox } = database.hot;
  const mail = smtp === undefined ? mailViewer : openSmtpDelivery(smtp);
  const webhooks = openWebhookSender({ allowsLoopback: isLoopbackInstallation(addressing) });
  const context = { store: database.control, keyring, clock, random, addressing, mail, webhooks };
  const holdSeconds = defaultHoldSeconds;
  const runner = { outbox, context, table: jobTable, logger, holdSeconds };
  const carrying = startCarrying(runner, options.redisUrl);
  const { carrier } = carrying;
  const relay = startRelay({ outbox, logger, holdSeconds, carrier, pollMilliseconds });
  const upkeep = startUpkeep({ database, clock, random, logger }, upkeepTable);
  return {
    metrics: carrying.metrics,
    async stop() {
      await Promise.all([relay.stop(), upkeep.stop()]);
      await carrying.stop();
      mail.close();
      await webhooks.close();
    },
  };
}

interface Carrying {
  readonly carrier: Carrier;
  readonly metrics: readonly MetricSource[];
  stop(): Promise<void>;
}

function startCarrying(runner: JobRunner, redisUrl: string | undefined): Carrying {
  const { logger } = runner;
  const local = createLocalCarrier(runner, concurrency);
  if (redisUrl === undefined) return { carrier: local, metrics: [], stop: async () => {} };
  const redis = openRedis({ url: redisUrl, logger });
  const workers = startQueueWorkers(runner, { url: redisUrl, logger }, concurrency);
  const carrier = createQueueCarrier({ runner, redis, local, backlog });
  return {
    carrier,
    metrics: [describeQueues(carrier)],
    async stop() {
      await workers.stop();
      closeRedis(redis);
    },
  };
}
