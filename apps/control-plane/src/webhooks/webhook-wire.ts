import { maskWebhookUrl } from '@gatehouse/administration';
import type { AnswerOf, Webhook, WebhookDelivery } from '@gatehouse/contracts';
import type { WebhookDeliveryRow, WebhookRow } from '@gatehouse/database';
import type { ProjectAccess } from '../access/access.ts';

/** Who may not change it is not shown what of its URL may be a secret. */
function showUrl({ url }: WebhookRow, { permissions }: ProjectAccess): string {
  return permissions.has('settings:write') ? url : maskWebhookUrl(url);
}

export function buildWebhook(row: WebhookRow, access: ProjectAccess): Webhook {
  return {
    id: row.webhookId,
    project_id: access.project.projectId,
    url: showUrl(row, access),
    description: row.description,
    events: [...row.events],
    enabled: row.isEnabled,
    previous_secret_expires_at: row.previousSecret?.expiresAt.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** @returns the webhook as Ory's clients see it. */
export function buildEventStream(
  row: WebhookRow,
  access: ProjectAccess,
): AnswerOf<'createEventStream'> {
  return {
    id: row.webhookId,
    type: 'https',
    https_endpoint: showUrl(row, access),
    status: row.isEnabled ? 'active' : 'paused',
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function buildWebhookDelivery(row: WebhookDeliveryRow): WebhookDelivery {
  return {
    id: row.deliveryId,
    webhook_id: row.webhookId,
    event_id: row.eventId,
    type: row.type,
    status: row.status,
    body: row.body,
    attempts: row.attempts.map(({ at, durationMilliseconds, responseStatus, fault }) => ({
      at: at.toISOString(),
      duration_ms: durationMilliseconds,
      response_status: responseStatus ?? null,
      fault: fault ?? null,
    })),
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
