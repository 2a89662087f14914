// Rows of a project's API keys that were asked for, kept as long as the project's compiled runtime is: making or
// deleting a key replaces that, everywhere and within the bounds that compiled clients have too.

import type { FindApiKey } from '@gatehouse/administration';
import type { ApiKeyRow, ControlStore } from '@gatehouse/database';
import type { ProjectRuntime } from '@gatehouse/token-engine';

/** A project has few keys; whoever guesses ids fills nothing, because a miss is not kept. */
const maxRows = 1_000;

type Rows = Map<string, Promise<ApiKeyRow | undefined>>;

/** @returns the look-up for a project's own keys; a key of anybody else is not looked up at all. */
export function createProjectKeys(
  store: Pick<ControlStore, 'withProject'>,
): (project: ProjectRuntime) => FindApiKey {
  const rowsOf = new WeakMap<ProjectRuntime, Rows>();
  return (project) => {
    const { projectId, workspaceId } = project.project;
    const scope = { projectId, workspaceId };
    const rows = rowsOf.get(project) ?? new Map();
    rowsOf.set(project, rows);
    const load = (keyId: string) => store.withProject(scope, (tx) => tx.apiKeys.find(keyId));
    return async ({ kind, tenantId, keyId }) => {
      if (kind !== 'project' || tenantId !== projectId) return undefined;
      const row = await (rows.get(keyId) ?? keep(rows, keyId, load(keyId)));
      return { row, scope: { kind: 'project', ...scope } };
    };
  };
}

/** Whoever asks meanwhile waits for the same answer; faults and misses are forgotten. */
function keep(rows: Rows, keyId: string, asked: Promise<ApiKeyRow | undefined>) {
  if (rows.size >= maxRows) rows.clear();
  rows.set(keyId, asked);
  asked.then(
    (row) => row ?? rows.delete(keyId),
    () => rows.delete(keyId),
  );
  return asked;
}
