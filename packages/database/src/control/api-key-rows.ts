// API keys of a project and of a workspace: one shape in two tables, each behind its own fence.

import type { ProjectApiKey, WorkspaceApiKey } from '../generated/client.ts';
import type { ProjectContext, WorkspaceContext } from '../scope/project-context.ts';
import type { Actor, ApiKeyRow, ApiKeyRows } from '../transactions.ts';
import { isStorableUuid, readJson, writeBytes, writeJson } from './stored-values.ts';

export function buildProjectApiKeyRows(context: ProjectContext): ApiKeyRows {
  const { tx, projectId } = context;
  return {
    async list() {
      const rows = await tx.projectApiKey.findMany({
        where: { projectId, origin: 'created' },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(readApiKey);
    },
    async find(id) {
      if (!isStorableUuid(id)) return undefined;
      const row = await tx.projectApiKey.findUnique({ where: { projectId_id: { projectId, id } } });
      return row === null ? undefined : readApiKey(row);
    },
    async insert(row) {
      const data = { projectId, origin: row.origin, ...writeApiKey(row) };
      context.markRuntimeChanged();
      return readApiKey(await tx.projectApiKey.create({ data }));
    },
    async delete(id) {
      if (!isStorableUuid(id)) return false;
      const { count } = await tx.projectApiKey.deleteMany({ where: { projectId, id } });
      if (count > 0) context.markRuntimeChanged();
      return count > 0;
    },
  };
}

export function buildWorkspaceApiKeyRows({ tx, workspaceId }: WorkspaceContext): ApiKeyRows {
  return {
    async list() {
      const rows = await tx.workspaceApiKey.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(readApiKey);
    },
    async find(id) {
      if (!isStorableUuid(id)) return undefined;
      const row = await tx.workspaceApiKey.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
      });
      return row === null ? undefined : readApiKey(row);
    },
    async insert(row) {
      if (row.origin !== 'created') throw new Error('A workspace key is never an exchanged one.');
      const data = { workspaceId, ...writeApiKey(row) };
      return readApiKey(await tx.workspaceApiKey.create({ data }));
    },
    async delete(id) {
      if (!isStorableUuid(id)) return false;
      const { count } = await tx.workspaceApiKey.deleteMany({ where: { workspaceId, id } });
      return count > 0;
    },
  };
}

function readApiKey(row: ProjectApiKey | WorkspaceApiKey): ApiKeyRow {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    secret: { keyId: row.secretKeyId, hash: row.secretHash },
    lastCharacters: row.lastCharacters,
    createdBy: readJson<Actor>(row.createdBy),
    origin: 'origin' in row && row.origin === 'exchanged' ? 'exchanged' : 'created',
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function writeApiKey(row: Omit<ApiKeyRow, 'createdAt' | 'updatedAt'>) {
  return {
    id: row.id,
    name: row.name,
    scopes: [...row.scopes],
    secretKeyId: row.secret.keyId,
    secretHash: writeBytes(row.secret.hash),
    lastCharacters: row.lastCharacters,
    createdBy: writeJson(row.createdBy),
    expiresAt: row.expiresAt,
  };
}
