// The control store in memory: one transaction after the other, each on a copy that takes the place of
// the state when it commits.

import { randomUUID } from 'node:crypto';
import type { RuntimeChanges } from '@gatehouse/database';
import type { ProjectId } from '@gatehouse/protocol';
import type { CoreControlStore } from '../contracts/control-fixture.ts';
import type { MemoryHotStore } from './memory-hot-store.ts';
import {
  addAuditEvent,
  buildMemoryProjectTransaction,
  type MemoryEffects,
} from './memory-project-transaction.ts';
import { copyOf, createMemoryState, type MemoryState, rowsOf } from './memory-state.ts';
import { buildMemoryWorkspaceTransaction } from './memory-workspace-transaction.ts';

export interface MemoryControlStore {
  readonly control: CoreControlStore;
  readonly changes: RuntimeChanges;
}

/** @param hot where the epochs of projects and clients are kept */
export function createMemoryControlStore(hot: MemoryHotStore): MemoryControlStore {
  let state = createMemoryState();
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(projectId: ProjectId) => void>();

  function transact<T>(work: (draft: MemoryState) => Promise<T>): Promise<T> {
    const run = last.then(async () => {
      const draft = structuredClone(state);
      const result = await work(draft);
      state = draft;
      return result;
    });
    last = run.catch(() => {});
    return run;
  }

  async function transactProject<T>(
    projectId: ProjectId,
    work: (draft: MemoryState, effects: MemoryEffects) => Promise<T>,
  ): Promise<T> {
    const effects: MemoryEffects = { epochs: [], hasChangedRuntime: false };
    const result = await transact((draft) => work(draft, effects));
    for (const { what, kind, key } of effects.epochs) hot[`${what}Epoch`](projectId, kind, key);
    if (effects.hasChangedRuntime) for (const listener of listeners) listener(projectId);
    return result;
  }

  const control: CoreControlStore = {
    withProject: (scope, work) =>
      transactProject(scope.projectId, async (draft, effects) => {
        const known = [...draft.addresses.values()].find(
          ({ projectId }) => projectId === scope.projectId,
        );
        if (known !== undefined && known.workspaceId !== scope.workspaceId) {
          throw new Error(`Project ${scope.projectId} does not belong to this workspace.`);
        }
        return work(buildMemoryProjectTransaction(draft, scope, effects));
      }),
    withWorkspace: (workspaceId, work) =>
      transact((draft) => work(buildMemoryWorkspaceTransaction(draft, workspaceId))),
    membershipsOf: async (memberId) =>
      [...state.workspaces.values()].flatMap(({ workspaceId }) => {
        const member = rowsOf(state.members, workspaceId).get(memberId);
        return member === undefined ? [] : [{ workspaceId, role: member.role }];
      }),
    scopeOfProject: async (projectId) =>
      [...state.addresses.values()].find((scope) => scope.projectId === projectId),
    scopeOfAddress: async (address) => state.addresses.get(address),
    async scopesOfProjects({ limit, after = '' }) {
      const scopes = [...state.addresses.values()].filter(({ projectId }) => projectId > after);
      return scopes.sort((a, b) => (a.projectId < b.projectId ? -1 : 1)).slice(0, limit);
    },
    createWorkspace: ({ workspaceId, name, owner, audit }) =>
      transact(async (draft) => {
        const now = { createdAt: new Date(), updatedAt: new Date() };
        draft.workspaces.set(workspaceId, { workspaceId, name, ...now });
        if (owner !== undefined) {
          const member = { ...owner, role: 'owner', ...now } as const;
          rowsOf(draft.members, workspaceId).set(owner.memberId, member);
        }
        addAuditEvent(draft, workspaceId, { ...audit, projectId: null });
        return { workspaceId, name, ...now };
      }),
    createProject: (project) =>
      transactProject(project.scope.projectId, (draft, effects) =>
        createProject({ draft, project, effects }),
      ),
  };
  return {
    control,
    changes: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      watch: () => () => {},
    },
  };
}

async function createProject(creation: {
  draft: MemoryState;
  project: Parameters<CoreControlStore['createProject']>[0];
  effects: MemoryEffects;
}): ReturnType<CoreControlStore['createProject']> {
  const { draft, project, effects } = creation;
  const { scope, name, slug, environment, homeRegion, document, author } = project;
  if (draft.addresses.has(slug)) return 'slug_taken';
  draft.addresses.set(slug, scope);
  const now = new Date();
  const revisionId = randomUUID();
  const row = {
    ...{ ...scope, name, slug, environment, homeRegion, revisionId },
    state: 'running',
    createdAt: now,
    updatedAt: now,
  } as const;
  draft.projects.set(scope.projectId, row);
  const revision = { revisionId, number: 1, document, changes: [], author, createdAt: now };
  rowsOf(draft.revisions, scope.projectId).set(revisionId, copyOf(revision));
  const tx = buildMemoryProjectTransaction(draft, scope, effects);
  for (const key of project.signingKeys) await tx.signingKeys.insert(key);
  for (const job of project.outbox ?? []) await tx.addToOutbox(job);
  if (project.audit !== undefined) await tx.audit(project.audit);
  effects.epochs.push({ what: 'start', kind: 'project', key: '' });
  effects.hasChangedRuntime = true;
  return row;
}
