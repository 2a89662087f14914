import type { ProjectId, WorkspaceId } from '@gatehouse/protocol';
import type { FencedTransaction } from './fence.ts';

/** What the row objects of one project's transaction share. */
export interface ProjectContext {
  readonly tx: FencedTransaction;
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId | null;
  /** Called by every write that changes what a compiled runtime is made of; announced after the commit. */
  markRuntimeChanged(): void;
  /** The span under way, as jobs keep it; undefined where traces are off. */
  traceparent(): string | undefined;
}

/** What the row objects of one workspace's transaction share. */
export interface WorkspaceContext {
  readonly tx: FencedTransaction;
  readonly workspaceId: WorkspaceId;
}
