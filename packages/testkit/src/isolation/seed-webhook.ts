import { randomUUID } from 'node:crypto';
import type { NewWebhook, ProjectTransaction } from '@gatehouse/database';
import type { WebhookEvent } from '@gatehouse/protocol';

/** Ids of an endpoint and of what is sent to it; the job's id is made where the delivery is. */
export interface WebhookIds {
  readonly webhookId: string;
  readonly eventId: string;
}

export function createWebhookIds(): WebhookIds {
  return { webhookId: randomUUID(), eventId: randomUUID() };
}

export function buildWebhook({ webhookId }: WebhookIds, mark: string): NewWebhook {
  return {
    webhookId,
    url: `https://${mark}.example/`,
    description: mark,
    events: ['client.created'],
    isEnabled: true,
    sealedSecret: Buffer.from(mark),
  };
}

export function buildEvent(mark: string): WebhookEvent {
  return { type: 'client.created', at: new Date('2030-01-01T00:00:00Z'), data: { mark } };
}

/** An endpoint, and an event that was told to it alone. */
export async function seedWebhook(
  tx: ProjectTransaction,
  ids: WebhookIds,
  mark: string,
): Promise<void> {
  const others = await tx.webhooks.list();
  for (const { webhookId } of others) await tx.webhooks.update(webhookId, { isEnabled: false });
  await tx.webhooks.insert(buildWebhook(ids, mark), 100);
  await tx.webhookDeliveries.publish({ ...buildEvent(mark), eventId: ids.eventId });
  for (const { webhookId } of others) await tx.webhooks.update(webhookId, { isEnabled: true });
}
