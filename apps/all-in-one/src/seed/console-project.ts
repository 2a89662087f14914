// The built-in project that the console's own members sign in to. It belongs to no workspace, so nothing
// but commands on this host changes it.

import {
  type AdministrationDependencies,
  AdministrationError,
  createProject,
} from '@gatehouse/administration';
import type { Installation } from '@gatehouse/project-runtime';
import { consoleProjectSlug, type ProjectId } from '@gatehouse/protocol';
import { buildRequestId } from '@gatehouse/runtime';
import { seedCommandLineClient } from './command-line-client.ts';
import { operator } from './operator.ts';

/** Creates it, with the client of the command line, where either is missing. @returns its id. */
export async function seedConsoleProject(installation: Installation): Promise<ProjectId> {
  const projectId = await createProjectOnce(installation);
  await seedCommandLineClient(installation, projectId);
  return projectId;
}

/** Of several processes that start at once one creates it. */
async function createProjectOnce(dependencies: AdministrationDependencies): Promise<ProjectId> {
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
