// Outgoing mail. What is queued is queued with its job, in the same transaction.

import { jobKinds } from '@gatehouse/protocol';
import type { CourierMessage } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { MessageRow, MessageRows } from '../service-transactions.ts';
import { buildOutboxInsert } from './outbox-rows.ts';
import { isStorableUuid, readMailStatus, readMailTemplate, writeBytes } from './stored-values.ts';

const hourMilliseconds = 3_600_000;

export function buildMessageRows(context: ProjectContext): MessageRows {
  const { tx, projectId } = context;
  const addToOutbox = buildOutboxInsert(context);
  return {
    async queue(mail, maxPerHour) {
      const recipientHash = writeBytes(mail.recipientHash);
      // Whoever comes second counts what the first has written.
      const lock = `${projectId}/${Buffer.from(recipientHash).toString('hex')}`;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
      const createdAt = { gt: new Date(Date.now() - hourMilliseconds) };
      const { messageId, template } = mail;
      const where = { projectId, recipientHash, template, createdAt };
      if ((await tx.courierMessage.count({ where })) >= maxPerHour) return 'limited';
      const { count } = await tx.courierMessage.createMany({
        data: [{ projectId, messageId, template, recipientHash, sealed: writeBytes(mail.sealed) }],
        skipDuplicates: true,
      });
      if (count > 0) await addToOutbox({ kind: jobKinds.sendMail, payload: { messageId } });
      return 'queued';
    },
    async find(messageId) {
      if (!isStorableUuid(messageId)) return undefined;
      const row = await tx.courierMessage.findUnique({
        where: { projectId_messageId: { projectId, messageId } },
      });
      return row === null ? undefined : readMessage(row);
    },
    async list({ limit, after }, { status, recipientHash }) {
      const rows = await tx.courierMessage.findMany({
        where: {
          projectId,
          ...(after === undefined ? {} : { messageId: { lt: after } }),
          ...(status === undefined ? {} : { status }),
          ...(recipientHash === undefined ? {} : { recipientHash: writeBytes(recipientHash) }),
        },
        orderBy: { messageId: 'desc' },
        take: limit,
      });
      return rows.map(readMessage);
    },
    async begin(messageId) {
      if (!isStorableUuid(messageId)) return undefined;
      const [row] = await tx.courierMessage.updateManyAndReturn({
        where: { projectId, messageId, status: { in: ['queued', 'processing'] } },
        data: { status: 'processing', sendCount: { increment: 1 } },
      });
      return row === undefined ? undefined : readMessage(row);
    },
    async settle(messageId, { status, channel, sealed }) {
      const { count } = await tx.courierMessage.updateMany({
        where: { projectId, messageId },
        data: { status, channel: channel ?? null, sealed: writeBytes(sealed) },
      });
      return count > 0;
    },
    async deleteOlder(before, limit) {
      return tx.$executeRaw`
        DELETE FROM courier_messages WHERE project_id = ${projectId}::uuid AND message_id IN (
          SELECT message_id FROM courier_messages
          WHERE project_id = ${projectId}::uuid AND created_at < ${before}::timestamptz
          ORDER BY created_at LIMIT ${limit}::int
        )`;
    },
  };
}

function readMessage(row: CourierMessage): MessageRow {
  return {
    messageId: row.messageId,
    template: readMailTemplate(row.template),
    status: readMailStatus(row.status),
    channel: row.channel === 'smtp' || row.channel === 'viewer' ? row.channel : undefined,
    sealed: row.sealed,
    sendCount: row.sendCount,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
