// The compiled projects of this process. A runtime is built once however many ask at the same moment,
// dropped the moment that anything it is made of changes, and never kept when its building failed.

import type { ProjectScope } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { Addressing, ProjectId } from '@gatehouse/protocol';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { Random } from '@gatehouse/token-engine/ports';
import { BoundedCache } from './bounded-cache.ts';
import { type CompileContext, type CompiledProject, compileProject } from './compile-project.ts';
import type { CachedClient } from './compiled-clients.ts';
import { CompiledProjects } from './compiled-projects.ts';
import type { RuntimeSources } from './runtime-sources.ts';
import { SharedParts } from './shared-parts.ts';
import { SharedSettings } from './shared-settings.ts';
import { SingleFlight } from './single-flight.ts';

export interface ProjectRuntimesOptions {
  readonly database: RuntimeSources;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly addressing: Addressing;
  /** How many compiled projects, and compiled clients of all projects together, are kept. */
  readonly limits?: { readonly projects: number; readonly clients: number };
}

export interface ProjectRuntimes {
  /** @returns the runtime if it is at hand; asks nobody. For the hot path, before `bySlug`. */
  peekBySlug(slug: string): ProjectRuntime | undefined;
  /**
   * @returns undefined where the slug leads nowhere or its project is deleted; a halted project has a
   *   runtime that says so. Throws StoreUnavailable on a storage fault.
   */
  bySlug(slug: string): Promise<ProjectRuntime | undefined>;
  /** As `bySlug`, by the project's id. */
  byProjectId(projectId: ProjectId): Promise<ProjectRuntime | undefined>;
  /** How many are kept compiled. */
  size(): number;
  /** Stops listening for changes. */
  close(): void;
}

const defaultLimits = { projects: 10_000, clients: 100_000 };

export function createProjectRuntimes(options: ProjectRuntimesOptions): ProjectRuntimes {
  const { database, limits = defaultLimits } = options;
  const compiled = new CompiledProjects(limits.projects);
  // A slug is never given to a second project, so where it leads never changes.
  const scopes = new BoundedCache<ProjectScope>(limits.projects * 2);
  const building = new SingleFlight<CompiledProject | undefined>();
  const resolving = new SingleFlight<ProjectScope | undefined>();
  const context: CompileContext = {
    ...options,
    settings: new SharedSettings(),
    clientCache: new BoundedCache<CachedClient>(limits.clients),
    clientParts: new SharedParts(),
  };
  const unsubscribe = database.changes.subscribe((projectId) => {
    compiled.delete(projectId);
    building.forget(projectId);
  });
  const unwatch = database.changes.watch(() => compiled.values());

  async function resolveScope(
    key: string,
    load: () => Promise<ProjectScope | undefined>,
  ): Promise<ProjectScope | undefined> {
    return (
      scopes.get(key) ??
      resolving.run(key, load, (scope) => {
        if (scope !== undefined) scopes.set(key, scope);
      })
    );
  }

  async function runtimeOf(scope: ProjectScope | undefined): Promise<ProjectRuntime | undefined> {
    if (scope === undefined) return undefined;
    const cached = compiled.byId(scope.projectId);
    if (cached !== undefined) return cached.runtime;
    const built = await building.run(
      scope.projectId,
      () => compileProject(scope, context),
      (project) => {
        if (project !== undefined) compiled.add(project);
      },
    );
    return built?.runtime;
  }

  return {
    peekBySlug: (slug) => compiled.bySlug(slug)?.runtime,
    bySlug: async (slug) =>
      runtimeOf(await resolveScope(slug, () => database.control.scopeOfAddress(slug))),
    byProjectId: async (projectId) =>
      runtimeOf(await resolveScope(projectId, () => database.control.scopeOfProject(projectId))),
    size: () => compiled.size,
    close() {
      unsubscribe();
      unwatch();
    },
  };
}
