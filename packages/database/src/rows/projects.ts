// A project, its revisions, remembered consents and traces.

import type {
  Environment,
  GrantId,
  ProjectDocument,
  ProjectId,
  ProjectState,
  WorkspaceId,
} from '@gatehouse/protocol';
import type { Actor } from './audit.ts';
import type { OrderedPageRequest } from './pages.ts';

export interface ProjectRow {
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId | null;
  readonly name: string;
  readonly slug: string;
  readonly environment: Environment;
  readonly state: ProjectState;
  readonly homeRegion: string;
  readonly revisionId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RevisionRow {
  readonly revisionId: string;
  readonly number: number;
  readonly document: ProjectDocument;
  /** JSON Patch from the revision before. */
  readonly changes: readonly unknown[];
  readonly author: Actor;
  readonly createdAt: Date;
}

export interface RevisionRows {
  current(): Promise<RevisionRow>;
  find(revisionId: string): Promise<RevisionRow | undefined>;
  list(page: OrderedPageRequest<number>): Promise<readonly RevisionRow[]>;
  /**
   * Adds a revision and makes it the project's current one. @returns 'conflict' where the current
   * revision is no longer `expectedRevisionId`; the caller reads again and decides.
   */
  add(revision: {
    expectedRevisionId: string;
    document: ProjectDocument;
    changes: readonly unknown[];
    author: Actor;
  }): Promise<RevisionRow | 'conflict'>;
}

/** What somebody allowed a client: a remembered approval, or a grant that stands without one. */
export interface ConsentRow {
  readonly subject: string;
  readonly clientId: string;
  /** undefined for a remembered approval. */
  readonly grantId: GrantId | undefined;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly idTokenClaims: Readonly<Record<string, unknown>>;
  readonly accessTokenClaims: Readonly<Record<string, unknown>>;
  /** `until` undefined: for ever. */
  readonly remembered: { readonly until: Date | undefined } | undefined;
  readonly grantedAt: Date;
}

export interface ConsentRows {
  /** @returns at most `limit` remembered approvals and as many grants. */
  list(subject: string, limit: number): Promise<readonly ConsentRow[]>;
  /**
   * Forgets the approvals of a subject, of one client or of all, and ends the grants with all their tokens.
   * @returns how many.
   */
  revoke(of: {
    readonly subject: string;
    readonly clientId: string | undefined;
  }): Promise<{ readonly consents: number; readonly grants: number }>;
}

export interface TraceRow {
  readonly traceId: string;
  readonly at: Date;
  readonly endpoint: string;
  readonly clientId: string | null;
  readonly outcome: string;
  readonly trace: Readonly<Record<string, unknown>>;
}
