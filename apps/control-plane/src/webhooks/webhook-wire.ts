import type { AnswerOf, Webhook, WebhookDelivery } from '@gatehouse/contracts';
import type { WebhookDeliveryRow, WebhookRow } from '@gatehouse/database';
import type { ProjectId } from '@gatehouse/protocol';

export function buildWebhook(row: WebhookRow, projectId: ProjectId): Webhook {
  return {
    id: row.webhookId,
    project_id: projectId,
    url: row.url,
    description: row.description,
    events: [...row.events],
    enabled: row.isEnabled,
    previous_secret_expires_at: row.previousSecret?.expiresAt.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** @returns the webhook as Ory's clients see it. */
export function buildEventStream(row: WebhookRow): AnswerOf<'createEventStream'> {
  return {
    id: row.webhookId,
    type: 'https',
    https_endpoint: row.url,
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
