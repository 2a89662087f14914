// The compiled projects that are kept, found by the slug that requests name or by the project's id.

import type { ProjectId } from '@gatehouse/protocol';
import { BoundedCache } from './bounded-cache.ts';
import type { CompiledProject } from './compile-project.ts';

/** At most `limit` of them; the one that was not used lately goes first. */
export class CompiledProjects {
  readonly #bySlug: BoundedCache<CompiledProject>;
  /** The same ones. */
  readonly #byId = new Map<ProjectId, CompiledProject>();

  constructor(limit: number) {
    this.#bySlug = new BoundedCache(limit, (compiled) => this.#byId.delete(compiled.projectId));
  }

  get size(): number {
    return this.#byId.size;
  }

  bySlug(slug: string): CompiledProject | undefined {
    return this.#bySlug.get(slug);
  }

  byId(projectId: ProjectId): CompiledProject | undefined {
    const compiled = this.#byId.get(projectId);
    return compiled && this.#bySlug.get(compiled.runtime.project.slug);
  }

  add(compiled: CompiledProject): void {
    this.delete(compiled.projectId);
    this.#bySlug.set(compiled.runtime.project.slug, compiled);
    this.#byId.set(compiled.projectId, compiled);
  }

  delete(projectId: ProjectId): void {
    const compiled = this.#byId.get(projectId);
    if (compiled !== undefined) this.#bySlug.delete(compiled.runtime.project.slug);
    this.#byId.delete(projectId);
  }

  values(): Iterable<CompiledProject> {
    return this.#byId.values();
  }
}
