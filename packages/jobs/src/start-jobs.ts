import type { Database } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { Addressing } from '@gatehouse/protocol';
import type { Logger } from '@gatehouse/runtime';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import { jobTable } from './job-table.ts';
import { mailViewer } from './mail/mail-delivery.ts';
import { openSmtpDelivery, type SmtpSettings } from './mail/smtp-delivery.ts';
import { startRelay } from './relay.ts';
import { startUpkeep } from './schedule/start-upkeep.ts';
import { upkeepTable } from './schedule/upkeep-table.ts';

export interface JobsOptions {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly logger: Logger;
  /** Without one, mail is kept for the project's administrators to read. */
  readonly smtp?: SmtpSettings | undefined;
  /** How long the relay waits when nothing is due; default a second. */
  readonly pollMilliseconds?: number;
}

export interface Jobs {
  /** Begins nothing more and resolves when everything that runs has ended. */
  stop(): Promise<void>;
}

const concurrency = 4;

/** Does all jobs in this process: what the outbox holds, and the upkeep. May run in several processes. */
export function startJobs(options: JobsOptions): Jobs {
  const { database, keyring, clock, random, logger, pollMilliseconds = 1000 } = options;
  const { addressing, smtp } = options;
  const mail = smtp === undefined ? mailViewer : openSmtpDelivery(smtp);
  const context = { store: database.control, keyring, clock, random, addressing, mail };
  const runner = { outbox: database.hot.outbox, context, table: jobTable, logger };
  const relay = startRelay(runner, { concurrency, pollMilliseconds });
  const upkeep = startUpkeep({ database, clock, random, logger }, upkeepTable);
  return {
    async stop() {
      await Promise.all([relay.stop(), upkeep.stop()]);
      mail.close();
    },
  };
}
