// The control tables in memory. Every row stands under its tenant; a transaction works on a copy.

import type {
  ApiKeyRow,
  AuditRow,
  ClientRow,
  InvitationRow,
  MemberRow,
  ProjectRow,
  ProjectScope,
  RevisionRow,
  SigningKeyRow,
  WorkspaceRow,
} from '@gatehouse/database';

/** Rows by tenant and key, in the order in which they came. */
export type MemoryTable<Row> = Map<string, Map<string, Row>>;

export interface MemoryState {
  readonly addresses: Map<string, ProjectScope>;
  readonly workspaces: Map<string, WorkspaceRow>;
  readonly projects: Map<string, ProjectRow>;
  readonly members: MemoryTable<MemberRow>;
  readonly invitations: MemoryTable<InvitationRow>;
  readonly workspaceApiKeys: MemoryTable<ApiKeyRow>;
  readonly auditEvents: MemoryTable<AuditRow>;
  readonly revisions: MemoryTable<RevisionRow>;
  readonly clients: MemoryTable<ClientRow>;
  readonly signingKeys: MemoryTable<SigningKeyRow>;
  readonly projectApiKeys: MemoryTable<ApiKeyRow>;
  readonly outbox: MemoryTable<{ kind: string; payload: Readonly<Record<string, unknown>> }>;
  readonly versions: Map<string, number>;
}

export function createMemoryState(): MemoryState {
  return {
    addresses: new Map(),
    workspaces: new Map(),
    projects: new Map(),
    members: new Map(),
    invitations: new Map(),
    workspaceApiKeys: new Map(),
    auditEvents: new Map(),
    revisions: new Map(),
    clients: new Map(),
    signingKeys: new Map(),
    projectApiKeys: new Map(),
    outbox: new Map(),
    versions: new Map(),
  };
}

/** @returns the tenant's own rows; changes of the map are changes of the table. */
export function rowsOf<Row>(table: MemoryTable<Row>, tenantId: string): Map<string, Row> {
  const rows = table.get(tenantId) ?? new Map<string, Row>();
  table.set(tenantId, rows);
  return rows;
}

/** @returns a copy that shares nothing, as a driver would read it. */
export function copyOf<Row>(row: Row): Row {
  return structuredClone(row);
}

/** Puts a row in place of the one of the same key, with a new time of change. */
export function changeRow<Row extends { readonly updatedAt: Date }>(
  rows: Map<string, Row>,
  key: string,
  change: Partial<Row>,
): Row | undefined {
  const row = rows.get(key);
  if (row === undefined) return undefined;
  const changed = { ...row, ...copyOf(change), updatedAt: new Date() };
  rows.set(key, changed);
  return copyOf(changed);
}

/** @returns the rows after the cursor's row, in order; all where there is no cursor. */
export function pageOf<Row>(
  rows: Iterable<Row>,
  isCursor: ((row: Row) => boolean) | undefined,
  limit: number,
): Row[] {
  const all = [...rows];
  const start = isCursor === undefined ? 0 : all.findIndex(isCursor) + 1;
  return all.slice(start, start + limit).map(copyOf);
}
