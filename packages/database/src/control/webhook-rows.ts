import type { Webhook } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { WebhookRow, WebhookRows } from '../webhook-transactions.ts';
import { isStorableUuid, readWebhookEventType, writeBytes } from './stored-values.ts';

export function buildWebhookRows({ tx, projectId }: ProjectContext): WebhookRows {
  const find: WebhookRows['find'] = async (webhookId) => {
    if (!isStorableUuid(webhookId)) return undefined;
    const row = await tx.webhook.findUnique({
      where: { projectId_webhookId: { projectId, webhookId } },
    });
    return row === null ? undefined : readWebhook(row);
  };
  return {
    find,
    async list() {
      const rows = await tx.webhook.findMany({
        where: { projectId },
        orderBy: [{ createdAt: 'asc' }, { webhookId: 'asc' }],
      });
      return rows.map(readWebhook);
    },
    async findForUpdate(webhookId) {
      if (!isStorableUuid(webhookId)) return undefined;
      await tx.$queryRaw`SELECT FROM webhooks
        WHERE project_id = ${projectId}::uuid AND webhook_id = ${webhookId}::uuid FOR UPDATE`;
      return find(webhookId);
    },
    async insert({ events, sealedSecret, ...webhook }, maxCount) {
      // Whoever comes second counts what the first has written.
      const lock = `webhooks ${projectId}`;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
      if ((await tx.webhook.count({ where: { projectId } })) >= maxCount) return 'full';
      const data = { ...webhook, events: [...events], sealedSecret: writeBytes(sealedSecret) };
      return readWebhook(await tx.webhook.create({ data: { projectId, ...data } }));
    },
    async update(webhookId, change) {
      if (!isStorableUuid(webhookId)) return undefined;
      const [row] = await tx.webhook.updateManyAndReturn({
        where: { projectId, webhookId },
        data: writeChange(change),
      });
      return row === undefined ? undefined : readWebhook(row);
    },
    async delete(webhookId) {
      if (!isStorableUuid(webhookId)) return false;
      return (await tx.webhook.deleteMany({ where: { projectId, webhookId } })).count > 0;
    },
  };
}

function writeChange(change: Parameters<WebhookRows['update']>[1]) {
  const { events, sealedSecret, previousSecret, ...plain } = change;
  return {
    ...plain,
    ...(events === undefined ? {} : { events: [...events] }),
    ...(sealedSecret === undefined ? {} : { sealedSecret: writeBytes(sealedSecret) }),
    ...(previousSecret === undefined
      ? {}
      : {
          sealedPreviousSecret: writeBytes(previousSecret.sealed),
          previousSecretExpiresAt: previousSecret.expiresAt,
        }),
  };
}

function readWebhook(row: Webhook): WebhookRow {
  const { sealedPreviousSecret: sealed, previousSecretExpiresAt: expiresAt } = row;
  return {
    webhookId: row.webhookId,
    url: row.url,
    description: row.description,
    events: row.events.map(readWebhookEventType),
    isEnabled: row.isEnabled,
    sealedSecret: row.sealedSecret,
    previousSecret: sealed === null || expiresAt === null ? undefined : { sealed, expiresAt },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
