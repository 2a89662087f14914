// What is sent to endpoints. A delivery is written with its job, in the transaction of what it tells.

import {
  buildWebhookBody,
  jobKinds,
  type WebhookAttempt,
  type WebhookEvent,
} from '@gatehouse/protocol';
import type { WebhookDelivery } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { createUuidV7 } from '../uuid-v7.ts';
import type { WebhookDeliveryRow, WebhookDeliveryRows } from '../webhook-transactions.ts';
import { buildOutboxInsert } from './outbox-rows.ts';
import {
  isStorableUuid,
  readJson,
  readWebhookDeliveryStatus,
  readWebhookMessageType,
} from './stored-values.ts';

/** So many are kept of each delivery, however often it is asked for again. */
const keptAttempts = 20;

export function buildWebhookDeliveryRows(context: ProjectContext): WebhookDeliveryRows {
  const { tx, projectId } = context;
  return {
    async publish({ eventId = createUuidV7(), ...event }) {
      const endpoints = await tx.webhook.findMany({
        where: { projectId, isEnabled: true, events: { has: event.type } },
        select: { webhookId: true },
      });
      if (endpoints.length === 0) return;
      const ids = endpoints.map(({ webhookId }) => webhookId);
      await insertDeliveries(context, ids, { ...event, eventId });
    },
    async send(webhookId, event) {
      if (!isStorableUuid(webhookId)) return undefined;
      // Kept from being deleted until the delivery stands.
      const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM webhooks
        WHERE project_id = ${projectId}::uuid AND webhook_id = ${webhookId}::uuid FOR SHARE`;
      if (found.length === 0) return undefined;
      const sent = { ...event, eventId: createUuidV7() };
      const [row] = await insertDeliveries(context, [webhookId], sent);
      return row && readDelivery(row);
    },
    async find(deliveryId) {
      if (!isStorableUuid(deliveryId)) return undefined;
      const row = await tx.webhookDelivery.findUnique({
        where: { projectId_deliveryId: { projectId, deliveryId } },
      });
      return row === null ? undefined : readDelivery(row);
    },
    async list(webhookId, { limit, after }) {
      if (!isStorableUuid(webhookId)) return [];
      const rows = await tx.webhookDelivery.findMany({
        where: {
          projectId,
          webhookId,
          ...(after === undefined ? {} : { deliveryId: { lt: after } }),
        },
        orderBy: { deliveryId: 'desc' },
        take: limit,
      });
      return rows.map(readDelivery);
    },
    async recordAttempt({ deliveryId, jobId }, { attempt, status, nextAttemptAt }) {
      const count = await tx.$executeRaw`
        UPDATE webhook_deliveries SET
          status = ${status}, tries = tries + 1, next_attempt_at = ${nextAttemptAt ?? null}::timestamptz,
          attempts = CASE WHEN jsonb_array_length(attempts) >= ${keptAttempts}::int THEN attempts - 0
            ELSE attempts END || ${JSON.stringify([attempt])}::jsonb
        WHERE project_id = ${projectId}::uuid AND delivery_id = ${deliveryId}::uuid AND job_id = ${jobId}::uuid`;
      return count > 0;
    },
    async giveUp({ deliveryId, jobId }, status) {
      if (!isStorableUuid(deliveryId) || !isStorableUuid(jobId)) return false;
      const { count } = await tx.webhookDelivery.updateMany({
        where: { projectId, deliveryId, jobId, status: { in: ['pending', 'failed'] } },
        data: { status, nextAttemptAt: null },
      });
      return count > 0;
    },
    async redeliver({ webhookId, deliveryId }) {
      if (!isStorableUuid(webhookId) || !isStorableUuid(deliveryId)) return undefined;
      const jobId = createUuidV7();
      const [row] = await tx.webhookDelivery.updateManyAndReturn({
        where: { projectId, webhookId, deliveryId },
        data: { status: 'pending', tries: 0, jobId, nextAttemptAt: new Date() },
      });
      if (row === undefined) return undefined;
      await addJob(context, row);
      return readDelivery(row);
    },
    async deleteOlder(before, limit) {
      return tx.$executeRaw`
        DELETE FROM webhook_deliveries WHERE project_id = ${projectId}::uuid AND delivery_id IN (
          SELECT delivery_id FROM webhook_deliveries
          WHERE project_id = ${projectId}::uuid AND created_at < ${before}::timestamptz
          ORDER BY created_at LIMIT ${limit}::int
        )`;
    },
  };
}

async function insertDeliveries(
  context: ProjectContext,
  webhookIds: readonly string[],
  event: WebhookEvent & { readonly eventId: string },
): Promise<readonly WebhookDelivery[]> {
  const { tx, projectId } = context;
  const { eventId, type } = event;
  const body = buildWebhookBody(projectId, event);
  const rows = await tx.webhookDelivery.createManyAndReturn({
    data: webhookIds.map((webhookId) => ({
      ...{ projectId, webhookId, eventId, type, body },
      deliveryId: createUuidV7(),
      jobId: createUuidV7(),
      nextAttemptAt: new Date(),
    })),
    skipDuplicates: true,
  });
  for (const row of rows) await addJob(context, row);
  return rows;
}

/** Ids only: what is sent is read when it is sent. */
function addJob(
  context: ProjectContext,
  { jobId, deliveryId, webhookId }: Pick<WebhookDelivery, 'jobId' | 'deliveryId' | 'webhookId'>,
): Promise<void> {
  const payload = { deliveryId, webhookId };
  return buildOutboxInsert(context)({ id: jobId, kind: jobKinds.deliverWebhook, payload });
}

function readDelivery(row: WebhookDelivery): WebhookDeliveryRow {
  return {
    deliveryId: row.deliveryId,
    webhookId: row.webhookId,
    eventId: row.eventId,
    type: readWebhookMessageType(row.type),
    body: row.body,
    status: readWebhookDeliveryStatus(row.status),
    jobId: row.jobId,
    tries: row.tries,
    attempts: readJson<readonly StoredAttempt[]>(row.attempts).map(readAttempt),
    nextAttemptAt: row.nextAttemptAt ?? undefined,
    createdAt: row.createdAt,
  };
}

type StoredAttempt = Omit<WebhookAttempt, 'at'> & { readonly at: string };

function readAttempt(stored: StoredAttempt): WebhookAttempt {
  const { durationMilliseconds, responseStatus, fault } = stored;
  return { at: new Date(stored.at), durationMilliseconds, responseStatus, fault };
}
