import { randomUUID } from 'node:crypto';
import {
  type ApiKeyRow,
  type ApiKeyRows,
  type AuditRow,
  type ClientRow,
  type ClientRows,
  type ProjectScope,
  type RevisionRows,
  type SigningKeyRows,
  TenantGone,
} from '@gatehouse/database';
import type { CoreTransaction } from '../contracts/control-fixture.ts';
import { changeRow, copyOf, type MemoryState, pageOf, rowsOf } from './memory-state.ts';

/** What a transaction does to epochs and runtimes when it commits. */
export interface MemoryEffects {
  readonly epochs: { what: 'start' | 'raise' | 'end'; kind: 'project' | 'client'; key: string }[];
  hasChangedRuntime: boolean;
}

export function buildMemoryProjectTransaction(
  state: MemoryState,
  scope: ProjectScope,
  effects: MemoryEffects,
): CoreTransaction {
  const { projectId, workspaceId } = scope;
  const markChanged = () => {
    if (!effects.hasChangedRuntime) {
      state.versions.set(projectId, (state.versions.get(projectId) ?? 0) + 1);
    }
    effects.hasChangedRuntime = true;
  };
  const requireProject = () => {
    if (!state.projects.has(projectId)) throw new TenantGone(`Project ${projectId} was removed.`);
    markChanged();
  };
  return {
    projectId,
    workspaceId,
    runtimeVersion: async () => state.versions.get(projectId) ?? 0,
    project: async () => copyOf(state.projects.get(projectId)),
    async updateProject(change) {
      requireProject();
      const row = changeRow(state.projects, projectId, change);
      if (row === undefined) throw new TenantGone(`Project ${projectId} was removed.`);
      return row;
    },
    async purge() {
      state.projects.delete(projectId);
      for (const table of [
        state.revisions,
        state.clients,
        state.signingKeys,
        state.projectApiKeys,
      ]) {
        table.delete(projectId);
      }
      effects.epochs.push({ what: 'end', kind: 'project', key: '' });
      markChanged();
    },
    revisions: buildRevisions(state, projectId, markChanged),
    clients: buildClients({ state, projectId, effects, requireProject, markChanged }),
    signingKeys: buildSigningKeys({ state, projectId, requireProject, markChanged }),
    apiKeys: buildMemoryApiKeys(rowsOf(state.projectApiKeys, projectId), requireProject),
    async raiseEpoch(target) {
      const key = target.kind === 'client' ? target.clientId : '';
      effects.epochs.push({ what: 'raise', kind: target.kind, key });
      markChanged();
    },
    async audit(entry) {
      if (workspaceId === null) throw new Error('The console project has no audit log.');
      addAuditEvent(state, workspaceId, { ...entry, projectId });
    },
    async addToOutbox({ kind, payload }) {
      rowsOf(state.outbox, projectId).set(randomUUID(), copyOf({ kind, payload }));
    },
  };
}

export function addAuditEvent(
  state: MemoryState,
  workspaceId: string,
  event: Omit<AuditRow, 'id' | 'at'>,
): void {
  const id = randomUUID();
  rowsOf(state.auditEvents, workspaceId).set(id, copyOf({ ...event, id, at: new Date() }));
}

function buildRevisions(
  state: MemoryState,
  projectId: string,
  markChanged: () => void,
): RevisionRows {
  const rows = rowsOf(state.revisions, projectId);
  return {
    async current() {
      const row = rows.get(state.projects.get(projectId)?.revisionId ?? '');
      if (row === undefined) throw new TenantGone(`Project ${projectId} was removed.`);
      return copyOf(row);
    },
    find: async (revisionId) => copyOf(rows.get(revisionId)),
    async list({ after, limit, newestFirst }) {
      const all = newestFirst ? [...rows.values()].toReversed() : rows.values();
      return pageOf(all, after === undefined ? undefined : ({ number }) => number === after, limit);
    },
    async add({ expectedRevisionId, document, changes, author }) {
      const expected = rows.get(expectedRevisionId);
      if (state.projects.get(projectId)?.revisionId !== expectedRevisionId || !expected) {
        return 'conflict';
      }
      const revisionId = randomUUID();
      const number = expected.number + 1;
      const row = { revisionId, number, document, changes, author, createdAt: new Date() };
      rows.set(revisionId, copyOf(row));
      changeRow(state.projects, projectId, { revisionId });
      markChanged();
      return copyOf(row);
    },
  };
}

interface MemoryRows {
  readonly state: MemoryState;
  readonly projectId: string;
  requireProject(): void;
  markChanged(): void;
}

function buildClients(context: MemoryRows & { effects: MemoryEffects }): ClientRows {
  const { state, projectId, effects, requireProject, markChanged } = context;
  const rows = rowsOf(state.clients, projectId);
  const find: ClientRows['find'] = async (clientId) => copyOf(rows.get(clientId));
  return {
    find,
    findForUpdate: find,
    async list({ limit, after }, { clientName, owner }) {
      const matching = [...rows.values()].filter(
        ({ metadata }) =>
          (clientName ?? metadata.client_name) === metadata.client_name &&
          (owner ?? metadata.owner) === metadata.owner,
      );
      return pageOf(matching, after && ((row) => row.clientId === after.clientId), limit);
    },
    count: async () => rows.size,
    countRegisteredForUpdate: async () =>
      [...rows.values()].filter((row) => typeof row.registrationToken === 'object').length,
    listUnusedRegistrations: async (before, limit) =>
      [...rows.values()]
        .filter((row) => typeof row.registrationToken === 'object' && row.createdAt < before)
        .slice(0, limit),
    allowsOrigin: async (origin) =>
      [...rows.values()].some((row) => row.metadata.allowed_cors_origins.includes(origin)),
    async insert(row) {
      requireProject();
      if (rows.has(row.clientId)) return 'exists';
      const now = new Date();
      rows.set(row.clientId, copyOf({ ...row, createdAt: now, updatedAt: now }));
      effects.epochs.push({ what: 'start', kind: 'client', key: row.clientId });
      return copyOf({ ...row, createdAt: now, updatedAt: now });
    },
    async update(clientId, change) {
      const row = changeRow<ClientRow>(rows, clientId, change);
      if (row !== undefined) markChanged();
      return row;
    },
    async delete(clientId) {
      if (!rows.delete(clientId)) return false;
      effects.epochs.push({ what: 'end', kind: 'client', key: clientId });
      markChanged();
      return true;
    },
  };
}

function buildSigningKeys({
  state,
  projectId,
  requireProject,
  markChanged,
}: MemoryRows): SigningKeyRows {
  const rows = rowsOf(state.signingKeys, projectId);
  const keyOf = ({ setId, kid }: { setId: string; kid: string }) => JSON.stringify([setId, kid]);
  return {
    list: async (setId) =>
      [...rows.values()].filter((row) => (setId ?? row.setId) === row.setId).map(copyOf),
    async insert(row) {
      requireProject();
      if (rows.has(keyOf(row))) return 'exists';
      rows.set(keyOf(row), copyOf({ ...row, createdAt: new Date() }));
      return 'inserted';
    },
    async setState(key, change) {
      const row = rows.get(keyOf(key));
      if (row === undefined) return false;
      rows.set(keyOf(key), { ...row, ...copyOf(change) });
      markChanged();
      return true;
    },
    async delete({ setId, kid, state }) {
      const doomed = [...rows].filter(
        ([, row]) =>
          row.setId === setId && (kid ?? row.kid) === row.kid && (state ?? row.state) === row.state,
      );
      for (const [key] of doomed) rows.delete(key);
      if (doomed.length > 0) markChanged();
      return doomed.length;
    },
  };
}

export function buildMemoryApiKeys(
  rows: Map<string, ApiKeyRow>,
  markChanged: () => void,
): ApiKeyRows {
  return {
    list: async () => [...rows.values()].filter(({ origin }) => origin === 'created').map(copyOf),
    find: async (id) => copyOf(rows.get(id)),
    async insert(row) {
      markChanged();
      if (rows.has(row.id)) throw new Error('The key exists already.');
      const now = new Date();
      rows.set(row.id, copyOf({ ...row, createdAt: now, updatedAt: now }));
      return copyOf({ ...row, createdAt: now, updatedAt: now });
    },
    async delete(id) {
      if (!rows.delete(id)) return false;
      markChanged();
      return true;
    },
  };
}
