// The built-in project that the console's own members sign in to. It belongs to no workspace, so nothing
// but commands on this host changes it.

import {
  type AdministrationDependencies,
  AdministrationError,
  createProject,
} from '@gatehouse/administration';
import { consoleProjectSlug, type ProjectId } from '@gatehouse/protocol';
import { buildRequestId } from '@gatehouse/runtime';
import { operator } from './operator.ts';

/** Creates it where it is missing; of several processes that start at once one does. @returns its id. */
export async function seedConsoleProject(
  dependencies: AdministrationDependencies,
): Promise<ProjectId> {
  const { store } = dependencies;
  const existing = await store.scopeOfAddress(consoleProjectSlug);
  if (existing !== undefined) return existing.projectId;
  const project = {
    workspaceId: null,
    name: 'Gatehouse console',
    environment: 'prod',
    slug: consoleProjectSlug,
  } as const;
  try {
    const by = { actor: operator, requestId: buildRequestId() };
    return (await createProject(dependencies, project, by)).projectId;
  } catch (error) {
    const isTaken = error instanceof AdministrationError && error.kind === 'conflict';
    const other = isTaken ? await store.scopeOfAddress(consoleProjectSlug) : undefined;
    if (other === undefined) throw error;
    return other.projectId;
  }
}
