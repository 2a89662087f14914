import type { WorkspaceInvitation } from '../generated/client.ts';
import type { InvitationOutcome, InvitationRow, InvitationRows } from '../invitation-rows.ts';
import type { WorkspaceContext } from '../scope/project-context.ts';
import type { Actor } from '../transactions.ts';
import {
  isStorableUuid,
  readIdentityId,
  readJson,
  readRole,
  writeBytes,
  writeJson,
} from './stored-values.ts';

export function buildInvitationRows({ tx, workspaceId }: WorkspaceContext): InvitationRows {
  const find: InvitationRows['find'] = async (id) => {
    if (!isStorableUuid(id)) return undefined;
    const row = await tx.workspaceInvitation.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
    });
    return row === null ? undefined : readInvitation(row);
  };
  return {
    find,
    async listOpen(now) {
      const rows = await tx.workspaceInvitation.findMany({
        where: { workspaceId, acceptedAt: null, expiresAt: { gt: now } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(readInvitation);
    },
    async insert({ secret, createdBy, ...row }) {
      const data = {
        ...row,
        workspaceId,
        secretKeyId: secret.keyId,
        secretHash: writeBytes(secret.hash),
        createdBy: writeJson(createdBy),
      };
      return readInvitation(await tx.workspaceInvitation.create({ data }));
    },
    async accept(id, { by, at }) {
      if (!isStorableUuid(id)) return 'absent';
      const { count } = await tx.workspaceInvitation.updateMany({
        where: { workspaceId, id, acceptedAt: null, expiresAt: { gt: at } },
        data: { acceptedAt: at, acceptedBy: by },
      });
      return count === 1 ? 'accepted' : explainRefusal(await find(id));
    },
    async delete(id) {
      if (!isStorableUuid(id)) return false;
      const where = { workspaceId, id, acceptedAt: null };
      return (await tx.workspaceInvitation.deleteMany({ where })).count > 0;
    },
    async deleteEnded(at) {
      const ended = [{ acceptedAt: { lt: at } }, { acceptedAt: null, expiresAt: { lt: at } }];
      const where = { workspaceId, OR: ended };
      return (await tx.workspaceInvitation.deleteMany({ where })).count;
    },
  };
}

function explainRefusal(row: InvitationRow | undefined): InvitationOutcome {
  if (row === undefined) return 'absent';
  return row.accepted === undefined ? 'expired' : 'already_accepted';
}

function readInvitation(row: WorkspaceInvitation): InvitationRow {
  const { acceptedAt, acceptedBy } = row;
  return {
    id: row.id,
    role: readRole(row.role),
    secret: { keyId: row.secretKeyId, hash: row.secretHash },
    createdBy: readJson<Actor>(row.createdBy),
    expiresAt: row.expiresAt,
    accepted:
      acceptedAt === null || acceptedBy === null
        ? undefined
        : { at: acceptedAt, by: readIdentityId(acceptedBy) },
    createdAt: row.createdAt,
  };
}
