// The fenced transactions: what code outside this package may do with the control tables. Each object is
// bound to its tenant when the transaction opens; no method takes a tenant's id, so none can take a wrong one.

import type {
  ClientMetadata,
  Environment,
  GrantId,
  IdentityId,
  ProjectDocument,
  ProjectId,
  ProjectState,
  PublicJwk,
  Role,
  WorkspaceId,
} from '@gatehouse/protocol';
import type { AuthorizationRequests } from '@gatehouse/token-engine/ports';
import type { IdentityTransaction } from './identity-transactions.ts';
import type { InvitationRows } from './invitation-rows.ts';
import type { OrganizationTransaction } from './organization-transactions.ts';
import type { OwnPageTransaction } from './own-page-transactions.ts';
import type { ServiceTransaction } from './service-transactions.ts';

/** Who did something, as the audit log and the revisions keep it. */
export interface Actor {
  readonly kind:
    | 'member'
    | 'workspace_api_key'
    | 'project_api_key'
    | 'onboarding_portal_link'
    | 'operator'
    | 'job';
  readonly id: string;
  readonly name: string;
}

/** A page of rows in creation order. `after` is the last row of the page before (its own key columns). */
export interface PageRequest<Cursor> {
  readonly limit: number;
  readonly after: Cursor | undefined;
}

/** A page in the order of creation, or against it. */
export interface OrderedPageRequest<Cursor> extends PageRequest<Cursor> {
  readonly newestFirst?: boolean;
}

export interface StoredSecret {
  readonly keyId: string;
  readonly hash: Uint8Array;
  readonly expiresAt: Date | undefined;
}

export interface ClientRow {
  readonly clientId: string;
  readonly metadata: ClientMetadata;
  /** Newest first; empty for clients without a secret. */
  readonly secrets: readonly StoredSecret[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ClientRows {
  find(clientId: string): Promise<ClientRow | undefined>;
  /** Finds the row and locks it until the transaction ends: for who changes what they have read. */
  findForUpdate(clientId: string): Promise<ClientRow | undefined>;
  list(
    page: PageRequest<{ createdAt: Date; clientId: string }>,
    filter: { clientName?: string; owner?: string },
  ): Promise<readonly ClientRow[]>;
  count(): Promise<number>;
  /** @returns whether some client names the origin in `allowed_cors_origins`. */
  allowsOrigin(origin: string): Promise<boolean>;
  /** Adds the row and raises (or starts) the client's revocation epoch. @returns 'exists' where the id is taken. */
  insert(row: Pick<ClientRow, 'clientId' | 'metadata' | 'secrets'>): Promise<ClientRow | 'exists'>;
  /** @returns undefined where there is no such client. */
  update(
    clientId: string,
    change: Partial<Pick<ClientRow, 'metadata' | 'secrets'>>,
  ): Promise<ClientRow | undefined>;
  /** Deletes the row and ends the client's epoch: all its tokens are dead with the commit. */
  delete(clientId: string): Promise<boolean>;
}

export type SigningKeyState = 'published' | 'active' | 'retired';

export interface SigningKeyRow {
  readonly setId: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
  readonly state: SigningKeyState;
  readonly publicJwk: PublicJwk;
  /** Sealed under the keyring; additional data names table, column, project and row. null: only the public part is held. */
  readonly privateSealed: Uint8Array | null;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly retiredAt: Date | null;
  readonly deleteAfter: Date | null;
}

export interface SigningKeyRows {
  list(setId?: string): Promise<readonly SigningKeyRow[]>;
  insert(row: Omit<SigningKeyRow, 'createdAt'>): Promise<'inserted' | 'exists'>;
  /** Moves a key along its life. @returns false where there is no such key. */
  setState(
    key: { setId: string; kid: string },
    change: { state: SigningKeyState; activatedAt?: Date; retiredAt?: Date; deleteAfter?: Date },
  ): Promise<boolean>;
  delete(key: { setId: string; kid?: string }): Promise<number>;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: { readonly keyId: string; readonly hash: Uint8Array };
  readonly lastCharacters: string;
  readonly createdBy: Actor;
  readonly origin: 'created' | 'exchanged';
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ApiKeyRows {
  /** Keys that somebody made to keep; exchanged ones are left out. */
  list(): Promise<readonly ApiKeyRow[]>;
  find(id: string): Promise<ApiKeyRow | undefined>;
  insert(row: Omit<ApiKeyRow, 'createdAt' | 'updatedAt'>): Promise<ApiKeyRow>;
  delete(id: string): Promise<boolean>;
}

export interface AuditEntry {
  readonly actor: Actor;
  /** A verb in the past: `client.created`, `project.updated`, `member.removed`. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  /** Before and after of what changed, secrets left out. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly projectId: ProjectId | null;
}

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

/** Everything that may be done inside one project. */
export interface ProjectTransaction
  extends IdentityTransaction,
    OwnPageTransaction,
    OrganizationTransaction,
    ServiceTransaction {
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
  /** Authorization requests under way, and remembered consents. */
  readonly authorizations: AuthorizationRequests;
  readonly consents: ConsentRows;
  readonly signingKeys: SigningKeyRows;
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
    kind: string;
    payload: Readonly<Record<string, unknown>>;
    availableAt?: Date;
  }): Promise<void>;
}

export interface WorkspaceRow {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MemberRow {
  readonly memberId: IdentityId;
  readonly role: Role;
  readonly email: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MemberRows {
  list(): Promise<readonly MemberRow[]>;
  find(memberId: string): Promise<MemberRow | undefined>;
  /** Finds the row and holds the workspace's owners until the transaction ends: for who decides by a role. */
  findForUpdate(memberId: string): Promise<MemberRow | undefined>;
  insert(row: Omit<MemberRow, 'createdAt' | 'updatedAt'>): Promise<MemberRow | 'exists'>;
  /** @returns 'last_owner' where the workspace would be left without one (decided under a lock), undefined where there is no such member. */
  setRole(memberId: string, role: Role): Promise<MemberRow | 'last_owner' | undefined>;
  delete(memberId: string): Promise<'deleted' | 'last_owner' | 'absent'>;
}

/** What the links of an audit log say. */
export interface AuditChainVerdict {
  /** How many events have a link. */
  readonly events: number;
  /** The first position whose event was changed or taken away, or that is missing itself. */
  readonly brokenAt: number | undefined;
  /** Events that were put in past the chain. */
  readonly unlinkedEvents: number;
  /** The newest link: whoever keeps it elsewhere also notices when the end was cut off. */
  readonly head: { readonly position: number; readonly digest: string } | undefined;
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
