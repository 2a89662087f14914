// The fenced transactions: what code outside this package may do with the control tables. Each object is
// bound to its tenant when the transaction opens; no method takes a tenant's id, so none can take a wrong one.

import type {
  Environment,
  IdentityId,
  ProjectDocument,
  ProjectId,
  ProjectState,
  Role,
  WorkspaceId,
} from '@gatehouse/protocol';
import type { AuthorizationRequests } from '@gatehouse/token-engine/ports';
import type { ProjectStatements } from './direct/project-statements.ts';
import type { IdentityTransaction } from './identity-transactions.ts';
import type { InvitationRows } from './invitation-rows.ts';
import type { OrganizationTransaction } from './organization-transactions.ts';
import type { OwnPageTransaction } from './own-page-transactions.ts';
import type { ApiKeyRows } from './rows/api-keys.ts';
import type { Actor, AuditChainVerdict, AuditEntry, AuditRow } from './rows/audit.ts';
import type { ClientRows } from './rows/clients.ts';
import type { OrderedPageRequest, PageRequest } from './rows/pages.ts';
import type { ConsentRows, ProjectRow, RevisionRows, TraceRow } from './rows/projects.ts';
import type { SigningKeyRow, SigningKeyRows } from './rows/signing-keys.ts';
import type { TrustedIssuerRows } from './rows/trusted-issuers.ts';
import type { MemberRow, MemberRows, WorkspaceRow } from './rows/workspaces.ts';
import type { ServiceTransaction } from './service-transactions.ts';
import type { WebhookTransaction } from './webhook-transactions.ts';

export type * from './rows/api-keys.ts';
export type * from './rows/audit.ts';
export type * from './rows/clients.ts';
export type * from './rows/pages.ts';
export type * from './rows/projects.ts';
export type * from './rows/signing-keys.ts';
export type * from './rows/trusted-issuers.ts';
export type * from './rows/workspaces.ts';

/** What becomes of an authorization request under way. `ProjectStatements` adds and finds them. */
export type AuthorizationAnswers = Pick<
  AuthorizationRequests,
  'advance' | 'end' | 'issueCode' | 'approveDevice'
>;

/** Everything that may be done inside one project. */
export interface ProjectTransaction
  extends IdentityTransaction,
    OwnPageTransaction,
    OrganizationTransaction,
    ServiceTransaction,
    WebhookTransaction {
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId | null;
  /**
   * How often what a compiled runtime is made of has changed. Read it before the rows: what is compiled
   * is then never older than its version says.
   */
  runtimeVersion(): Promise<number>;
  /** @returns undefined once the project has been purged. */
  project(): Promise<ProjectRow | undefined>;
  updateProject(change: {
    name?: string;
    state?: ProjectState;
    environment?: Environment;
  }): Promise<ProjectRow>;
  /** Purges the project with all its rows and ends its epoch. Its slug is never used again. */
  purge(): Promise<void>;
  readonly revisions: RevisionRows;
  readonly clients: ClientRows;
  readonly authorizations: AuthorizationAnswers;
  readonly consents: ConsentRows;
  readonly signingKeys: SigningKeyRows;
  readonly trustedIssuers: TrustedIssuerRows;
  readonly apiKeys: ApiKeyRows;
  readonly traces: {
    find(traceId: string): Promise<TraceRow | undefined>;
    list(filter: {
      limit: number;
      clientId?: string;
      outcome?: string;
      before?: Date;
    }): Promise<readonly TraceRow[]>;
  };
  usage(range: {
    from: Date;
    to: Date;
  }): Promise<readonly { day: string; metric: string; clientId: string; count: number }[]>;
  /** Raises the revocation epoch, so that every token issued under the old one is dead with the commit. */
  raiseEpoch(target: { kind: 'project' } | { kind: 'client'; clientId: string }): Promise<void>;
  /** Writes in the same transaction; refused for the console's own project, which has no workspace. */
  audit(entry: AuditEntry): Promise<void>;
  /** Something that must happen later, in the same transaction. */
  addToOutbox(job: {
    /** A new one by default. */
    id?: string;
    kind: string;
    payload: Readonly<Record<string, unknown>>;
    availableAt?: Date;
  }): Promise<void>;
}

/** Everything that may be done inside one workspace. */
export interface WorkspaceTransaction {
  readonly workspaceId: WorkspaceId;
  workspace(): Promise<WorkspaceRow | undefined>;
  rename(name: string): Promise<WorkspaceRow>;
  readonly members: MemberRows;
  readonly invitations: InvitationRows;
  readonly apiKeys: ApiKeyRows;
  readonly projects: {
    list(page: PageRequest<{ createdAt: Date; projectId: string }>): Promise<readonly ProjectRow[]>;
    count(): Promise<number>;
    find(projectId: string): Promise<ProjectRow | undefined>;
  };
  auditEvents(
    page: OrderedPageRequest<{ at: Date; id: string }>,
    filter: { projectId?: string; action?: string },
  ): Promise<readonly AuditRow[]>;
  /** Computes the whole chain anew: reads every event of the workspace. */
  verifyAuditChain(): Promise<AuditChainVerdict>;
  audit(entry: AuditEntry & { projectId?: ProjectId }): Promise<void>;
}

/** Which project, and the workspace that it belongs to; the fence is set for both. */
export interface ProjectScope {
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId | null;
}

/** A compiled runtime, and the version (see `runtimeVersion`) that it was compiled from. */
export interface WatchedRuntime {
  readonly projectId: ProjectId;
  readonly version: number;
}

/** Tells when anything that a compiled runtime is made of has changed, here or in another process. */
export interface RuntimeChanges {
  /**
   * Calls the listener with the project's id: for changes of this process before the transaction's
   * promise resolves, for others when PostgreSQL's notification arrives. @returns the way to stop.
   */
  subscribe(listener: (projectId: ProjectId) => void): () => void;
  /**
   * Compares versions every few seconds and after each reconnect, and announces to all subscribers the
   * projects whose version is another now: bounds staleness when a notification is lost.
   * @returns the way to stop.
   */
  watch(runtimes: () => Iterable<WatchedRuntime>): () => void;
}

/** The control tables. Every way in is fenced; there is no unfenced query. Storage faults throw StoreUnavailable. */
export interface ControlStore {
  withProject<T>(scope: ProjectScope, work: (tx: ProjectTransaction) => Promise<T>): Promise<T>;
  /** What browsers wait for, past Prisma: behind the same fence, for what belongs to the project alone. */
  statementsOf(projectId: ProjectId): ProjectStatements;
  withWorkspace<T>(
    workspaceId: WorkspaceId,
    work: (tx: WorkspaceTransaction) => Promise<T>,
  ): Promise<T>;
  /** The workspaces that a person is a member of. */
  membershipsOf(memberId: IdentityId): Promise<readonly { workspaceId: WorkspaceId; role: Role }[]>;
  /** Where a project belongs, by its id; undefined where it never existed. */
  scopeOfProject(projectId: ProjectId): Promise<ProjectScope | undefined>;
  /** Where a slug or host leads; undefined where it never led anywhere. */
  scopeOfAddress(address: string): Promise<ProjectScope | undefined>;
  /**
   * Every project's scope by its id, purged ones included: for jobs that visit one project after the
   * other. Says nothing about a project but that it was made.
   */
  scopesOfProjects(page: PageRequest<ProjectId>): Promise<readonly ProjectScope[]>;
  /** Creates a workspace with its first owner (or none, for the local one), audited. */
  createWorkspace(workspace: {
    workspaceId: WorkspaceId;
    name: string;
    owner: Pick<MemberRow, 'memberId' | 'email' | 'name'> | undefined;
    audit: AuditEntry;
  }): Promise<WorkspaceRow>;
  /**
   * Creates a project with its address, first revision, signing keys and epochs in one transaction.
   * @returns 'slug_taken' where the slug was ever used.
   */
  createProject(project: {
    scope: ProjectScope;
    name: string;
    slug: string;
    environment: Environment;
    homeRegion: string;
    document: ProjectDocument;
    author: Actor;
    signingKeys: readonly Omit<SigningKeyRow, 'createdAt'>[];
    /** What must happen later for this project, as its recurring jobs. */
    outbox?: readonly Parameters<ProjectTransaction['addToOutbox']>[0][];
    audit: AuditEntry | undefined;
  }): Promise<ProjectRow | 'slug_taken'>;
}
