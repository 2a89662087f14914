// Every kind of job, and who does it.

import { type JobKind, jobKinds } from '@gatehouse/protocol';
import { deliverWebhook, giveUpWebhook } from './handlers/deliver-webhook.ts';
import { followUpRegistration } from './handlers/follow-up-registration.ts';
import { removeExchangedApiKey } from './handlers/remove-exchanged-api-key.ts';
import { rotateSigningKeys } from './handlers/rotate-signing-keys.ts';
import { sendMail } from './handlers/send-mail.ts';
import type { JobBurial, JobHandler } from './job.ts';
import type { QueueName } from './queues/queue-names.ts';

export interface JobEntry {
  readonly handle: JobHandler;
  /** Before it is buried because it failed too often. */
  readonly bury?: JobBurial;
  /** Never given up: where it fails it comes back after this time. undefined: retried, then buried. */
  readonly retrySeconds: number | undefined;
  /** Where it waits, where there are queues. */
  readonly queue: QueueName;
}

export type JobTable = Readonly<Record<JobKind, JobEntry>>;

export const jobTable: JobTable = {
  [jobKinds.rotateSigningKeys]: { handle: rotateSigningKeys, retrySeconds: 600, queue: 'work' },
  [jobKinds.removeExchangedApiKey]: {
    handle: removeExchangedApiKey,
    retrySeconds: undefined,
    queue: 'work',
  },
  [jobKinds.followUpRegistration]: {
    handle: followUpRegistration,
    retrySeconds: undefined,
    queue: 'work',
  },
  [jobKinds.sendMail]: { handle: sendMail, retrySeconds: undefined, queue: 'mail' },
  [jobKinds.deliverWebhook]: {
    handle: deliverWebhook,
    bury: giveUpWebhook,
    retrySeconds: undefined,
    queue: 'webhooks',
  },
};

/** @returns undefined for a kind that this release does not know. */
export function findJob(table: JobTable, kind: string): JobEntry | undefined {
  return Object.hasOwn(table, kind) ? table[kind as JobKind] : undefined;
}
