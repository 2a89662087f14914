// What somebody sends to a webhook by hand: a test, or once more what was sent before.

import type { ProjectTransaction, WebhookDeliveryRow } from '@gatehouse/database';
import { webhookTestType } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import type { WebhookRequest } from './change-webhook.ts';
import { deliveryNotFound, webhookNotFound } from './webhook-error.ts';

/** Sends a test event, whatever the webhook asks for. Throws AdministrationError: not_found, conflict (disabled). */
export function testWebhook(
  { store, clock }: AdministrationDependencies,
  { scope, by, webhookId }: WebhookRequest,
): Promise<WebhookDeliveryRow> {
  return store.withProject(scope, async (tx) => {
    await checkEnabled(tx, webhookId);
    const delivery = await tx.webhookDeliveries.send(webhookId, {
      type: webhookTestType,
      at: new Date(clock.nowMilliseconds()),
      data: { webhook_id: webhookId },
    });
    if (delivery === undefined) throw webhookNotFound();
    await recordChange(tx, by, {
      action: 'webhook.tested',
      targetType: 'webhook',
      targetId: webhookId,
      changes: {},
    });
    return delivery;
  });
}

/** Sends a delivery again under the same id, with all its tries. Throws AdministrationError: not_found, conflict (disabled). */
export function redeliverToWebhook(
  { store }: AdministrationDependencies,
  request: WebhookRequest & { readonly deliveryId: string },
): Promise<WebhookDeliveryRow> {
  const { scope, by, webhookId, deliveryId } = request;
  return store.withProject(scope, async (tx) => {
    await checkEnabled(tx, webhookId);
    const delivery = await tx.webhookDeliveries.redeliver({ webhookId, deliveryId });
    if (delivery === undefined) throw deliveryNotFound();
    await recordChange(tx, by, {
      action: 'webhook.redelivered',
      targetType: 'webhook',
      targetId: webhookId,
      changes: { delivery_id: deliveryId },
    });
    return delivery;
  });
}

async function checkEnabled(tx: ProjectTransaction, webhookId: string): Promise<void> {
  const webhook = await tx.webhooks.find(webhookId);
  if (webhook === undefined) throw webhookNotFound();
  if (webhook.isEnabled) return;
  throw new AdministrationError('conflict', 'The webhook is disabled.', {
    reason: 'Nothing is sent to it. Enable it first.',
  });
}
