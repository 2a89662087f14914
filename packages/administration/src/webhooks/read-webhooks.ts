import type { ProjectScope, WebhookDeliveryRow, WebhookRow } from '@gatehouse/database';
import type { AdministrationDependencies } from '../dependencies.ts';
import { deliveryNotFound, webhookNotFound } from './webhook-error.ts';

export interface WebhookQuery {
  readonly scope: ProjectScope;
  readonly webhookId: string;
}

/** @returns the webhooks of a project, oldest first. */
export function listWebhooks(
  { store }: Pick<AdministrationDependencies, 'store'>,
  scope: ProjectScope,
): Promise<readonly WebhookRow[]> {
  return store.withProject(scope, (tx) => tx.webhooks.list());
}

/** @returns the webhook. Throws AdministrationError: not_found. */
export async function getWebhook(
  { store }: Pick<AdministrationDependencies, 'store'>,
  { scope, webhookId }: WebhookQuery,
): Promise<WebhookRow> {
  const row = await store.withProject(scope, (tx) => tx.webhooks.find(webhookId));
  if (row === undefined) throw webhookNotFound();
  return row;
}

/** @returns deliveries of a webhook, newest first. Throws AdministrationError: not_found. */
export function listWebhookDeliveries(
  { store }: Pick<AdministrationDependencies, 'store'>,
  query: WebhookQuery & { readonly limit: number; readonly after: string | undefined },
): Promise<readonly WebhookDeliveryRow[]> {
  const { scope, webhookId, limit, after } = query;
  return store.withProject(scope, async (tx) => {
    if ((await tx.webhooks.find(webhookId)) === undefined) throw webhookNotFound();
    return tx.webhookDeliveries.list(webhookId, { limit, after });
  });
}

/** @returns the delivery. Throws AdministrationError: not_found. */
export async function getWebhookDelivery(
  { store }: Pick<AdministrationDependencies, 'store'>,
  { scope, webhookId, deliveryId }: WebhookQuery & { readonly deliveryId: string },
): Promise<WebhookDeliveryRow> {
  const row = await store.withProject(scope, (tx) => tx.webhookDeliveries.find(deliveryId));
  if (row === undefined || row.webhookId !== webhookId) throw deliveryNotFound();
  return row;
}
