// What a job is, whoever carries it: the relay in this process, or a queue.

import type { ControlStore } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { Addressing, ProjectId } from '@gatehouse/protocol';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import type { MailDelivery } from './mail/mail-delivery.ts';
import type { WebhookSender } from './webhooks/webhook-sender.ts';

/** One row of the outbox, as its handler sees it. */
export interface Job {
  readonly projectId: ProjectId;
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What handlers work with. */
export interface JobContext {
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly mail: MailDelivery;
  readonly webhooks: WebhookSender;
}

/** How a job came out: done for good, due again later as if it were new, or given up for good. */
export type JobOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly afterSeconds: number }
  | { readonly kind: 'buried'; readonly error: string };

export const done: JobOutcome = { kind: 'done' };

/**
 * Does a job. May run twice, also at the same time: a worker that died has perhaps done all of it. Throws
 * what went wrong; the row then comes back later.
 */
export type JobHandler = (context: JobContext, job: Job) => Promise<JobOutcome>;

/** Settles what waits for a job that fails for the last time. May run twice. */
export type JobBurial = (context: JobContext, job: Job) => Promise<void>;
