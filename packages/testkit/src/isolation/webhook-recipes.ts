import type { ProjectTransaction, WebhookDeliveryJob } from '@gatehouse/database';
import { type IsolationRecipes, wholePage } from './recipe.ts';
import type { SeededTenant } from './seed-tenant.ts';
import { buildEvent, buildWebhook, type WebhookIds } from './seed-webhook.ts';

const markOfB = 'mark-of-b';
const farAway = new Date('2090-01-01T00:00:00Z');
const attempt = {
  at: new Date('2030-01-01T00:00:00Z'),
  durationMilliseconds: 1,
  responseStatus: 500,
  fault: 'refused_status',
} as const;

/** Delivery and job as A has them for that endpoint. */
function jobOfA({ webhookId }: WebhookIds, { deliveries }: SeededTenant): WebhookDeliveryJob {
  const delivery = deliveries.find((one) => one.webhookId === webhookId);
  if (delivery === undefined) throw new Error('A has a delivery for each of its endpoints.');
  return delivery;
}

/** Endpoints and what is sent to them. */
export const webhookRecipes: IsolationRecipes<ProjectTransaction> = {
  'webhooks.list': { call: (tx) => tx.webhooks.list() },
  'webhooks.find': { call: (tx, { webhookId }) => tx.webhooks.find(webhookId), absent: undefined },
  'webhooks.findForUpdate': {
    call: (tx, { webhookId }) => tx.webhooks.findForUpdate(webhookId),
    absent: undefined,
  },
  'webhooks.update': {
    call: (tx, { webhookId }) => tx.webhooks.update(webhookId, { description: markOfB }),
    absent: undefined,
  },
  'webhookDeliveries.find': {
    call: (tx, ids, a) => tx.webhookDeliveries.find(jobOfA(ids, a).deliveryId),
    absent: undefined,
  },
  'webhookDeliveries.list': {
    call: (tx, { webhookId }) => tx.webhookDeliveries.list(webhookId, wholePage),
    absent: [],
  },
  'webhookDeliveries.send': {
    call: (tx, { webhookId }) => tx.webhookDeliveries.send(webhookId, buildEvent(markOfB)),
    absent: undefined,
  },
  'webhookDeliveries.recordAttempt': {
    call: (tx, ids, a) =>
      tx.webhookDeliveries.recordAttempt(jobOfA(ids, a), {
        attempt,
        status: 'failed',
        nextAttemptAt: undefined,
      }),
    absent: false,
  },
  'webhookDeliveries.giveUp': {
    call: (tx, ids, a) => tx.webhookDeliveries.giveUp(jobOfA(ids, a), 'abandoned'),
    absent: false,
  },
  'webhookDeliveries.redeliver': {
    call: (tx, ids, a) =>
      tx.webhookDeliveries.redeliver({
        webhookId: ids.webhookId,
        deliveryId: jobOfA(ids, a).deliveryId,
      }),
    absent: undefined,
  },
  'webhookDeliveries.deleteOlder': {
    call: (tx) => tx.webhookDeliveries.deleteOlder(farAway, 100),
  },
  'webhookDeliveries.publish': {
    call: (tx, { eventId }) => tx.webhookDeliveries.publish({ ...buildEvent(markOfB), eventId }),
  },
  'webhooks.delete': {
    call: (tx, { webhookId }) => tx.webhooks.delete(webhookId),
    absent: false,
  },
  // From here on B has what only A had before.
  'webhooks.insert': { call: (tx, ids) => tx.webhooks.insert(buildWebhook(ids, markOfB), 100) },
};
