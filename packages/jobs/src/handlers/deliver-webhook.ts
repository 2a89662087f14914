// Sends one event to one endpoint, signed. How often and when it is tried stands here and in the delivery's
// row, where its project sees it; the job itself only comes back.

import type { ProjectScope, WebhookDeliveryRow, WebhookRow } from '@gatehouse/database';
import { openWebhookSecret, signWebhook } from '@gatehouse/keys';
import type { ProjectId, WebhookAttempt } from '@gatehouse/protocol';
import { OutboundFailed } from '@gatehouse/runtime';
import {
  done,
  type Job,
  type JobBurial,
  type JobContext,
  type JobHandler,
  type JobOutcome,
} from '../job.ts';

/** Seconds after each try that came to nothing; after the last there is none. */
export const retryDelaysSeconds = [5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600] as const;

interface Loaded {
  readonly delivery: WebhookDeliveryRow;
  readonly webhook: WebhookRow;
}

/** @returns undefined where there is nothing to send any more, or another job sends it. */
function load(
  { store }: JobContext,
  scope: ProjectScope,
  { jobId, deliveryId }: { readonly jobId: string; readonly deliveryId: string },
): Promise<Loaded | undefined> {
  return store.withProject(scope, async (tx) => {
    const delivery = await tx.webhookDeliveries.find(deliveryId);
    if (delivery === undefined || delivery.jobId !== jobId) return undefined;
    if (delivery.status === 'delivered' || delivery.status === 'abandoned') return undefined;
    const webhook = await tx.webhooks.find(delivery.webhookId);
    if (webhook?.isEnabled === true) return { delivery, webhook };
    await tx.webhookDeliveries.giveUp(delivery, 'abandoned');
    return undefined;
  });
}

/** @returns the secrets that are valid now, the newest first. */
function openSecrets({ keyring, clock }: JobContext, projectId: ProjectId, webhook: WebhookRow) {
  const { webhookId, sealedSecret, previousSecret: previous } = webhook;
  const place = { projectId, webhookId };
  const current = { ...place, column: 'sealed_secret' } as const;
  const secret = openWebhookSecret(keyring, current, sealedSecret);
  if (secret === undefined) throw new Error('No key of the keyring opens the secret of a webhook.');
  if (previous === undefined || previous.expiresAt.getTime() <= clock.nowMilliseconds()) {
    return [secret];
  }
  const former = { ...place, column: 'sealed_previous_secret' } as const;
  const previousSecret = openWebhookSecret(keyring, former, previous.sealed);
  return previousSecret === undefined ? [secret] : [secret, previousSecret];
}

async function attempt(
  context: JobContext,
  projectId: ProjectId,
  { delivery, webhook }: Loaded,
): Promise<WebhookAttempt> {
  const { clock, webhooks } = context;
  const { eventId: id, body } = delivery;
  const signed = { id, atSeconds: clock.nowSeconds(), body };
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Gatehouse-Webhooks',
    ...signWebhook(openSecrets(context, projectId, webhook), signed),
  };
  const at = new Date(clock.nowMilliseconds());
  const since = performance.now();
  const answer = await webhooks
    .post(webhook.url, { headers, body })
    .then(judgeStatus, (error: unknown) => {
      if (!(error instanceof OutboundFailed)) throw error;
      return { responseStatus: undefined, fault: error.fault };
    });
  return { at, durationMilliseconds: Math.round(performance.now() - since), ...answer };
}

function judgeStatus(status: number): Pick<WebhookAttempt, 'responseStatus' | 'fault'> {
  if (status >= 200 && status < 300) return { responseStatus: status, fault: undefined };
  const isRedirect = status >= 300 && status < 400;
  return { responseStatus: status, fault: isRedirect ? 'redirect' : 'refused_status' };
}

async function settle(
  { store }: JobContext,
  scope: ProjectScope,
  { delivery, made }: { readonly delivery: WebhookDeliveryRow; readonly made: WebhookAttempt },
): Promise<JobOutcome> {
  const afterSeconds = retryDelaysSeconds[delivery.tries];
  const isTaken = made.fault === undefined;
  const isLast = afterSeconds === undefined;
  const isCurrent = await store.withProject(scope, (tx) =>
    tx.webhookDeliveries.recordAttempt(delivery, {
      attempt: made,
      status: isTaken ? 'delivered' : isLast ? 'failed' : 'pending',
      nextAttemptAt:
        isTaken || isLast ? undefined : new Date(made.at.getTime() + afterSeconds * 1000),
    }),
  );
  if (isTaken || !isCurrent) return done;
  if (!isLast) return { kind: 'again', afterSeconds };
  const answered = made.responseStatus === undefined ? '' : ` (${made.responseStatus})`;
  return { kind: 'buried', error: `WebhookUndelivered: ${made.fault}${answered}` };
}

function readPayload({ id: jobId, payload }: Job) {
  const { deliveryId, webhookId } = payload;
  if (typeof deliveryId !== 'string' || typeof webhookId !== 'string') return undefined;
  return { jobId, deliveryId, webhookId };
}

export const deliverWebhook: JobHandler = async (context, job) => {
  const { projectId } = job;
  const asked = readPayload(job);
  if (asked === undefined) return done;
  const scope = await context.webhooks.scopeOf(context.store, projectId);
  if (scope === undefined) return done;
  const turn = context.webhooks.turns.begin({ ...scope, webhookId: asked.webhookId });
  if (turn.kind === 'later') return { kind: 'again', afterSeconds: turn.afterSeconds };
  try {
    const loaded = await load(context, scope, asked);
    if (loaded === undefined) return done;
    const made = await attempt(context, projectId, loaded);
    return await settle(context, scope, { delivery: loaded.delivery, made });
  } finally {
    turn.end();
  }
};

/** The job was given up for reasons of ours: its project sees that nothing more comes, and may ask again. */
export const giveUpWebhook: JobBurial = async ({ store, webhooks }, job) => {
  const asked = readPayload(job);
  const scope = await webhooks.scopeOf(store, job.projectId);
  if (asked === undefined || scope === undefined) return;
  await store.withProject(scope, (tx) => tx.webhookDeliveries.giveUp(asked, 'failed'));
};
