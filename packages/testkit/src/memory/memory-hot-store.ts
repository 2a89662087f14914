// The token path's ports in memory, with the same promises as the real ones and nothing of their speed.

import type { HotTablePorts } from '@gatehouse/database';
import { type GrantId, nilUuid, type ProjectId } from '@gatehouse/protocol';
import type { Trace } from '@gatehouse/token-engine';
import type { Clock, EpochFact, TokenReference } from '@gatehouse/token-engine/ports';
import {
  buildMemoryGrants,
  buildMemoryIssuance,
  hexOf,
  keyOf,
  type MemoryIssuanceRows,
} from './memory-issuance.ts';

type EpochKind = 'installation' | 'project' | 'client' | 'identity' | 'session';

export interface MemoryHotStore {
  forProject(projectId: ProjectId): HotTablePorts;
  startEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  raiseEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  endEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  addGrant(projectId: ProjectId, grantId: GrantId, parentGrantId?: GrantId): void;
  countRefreshTokens(projectId: ProjectId): number;
  readonly traces: readonly (Trace & { readonly projectId: ProjectId })[];
  /** Counts by project, metric and client. */
  readonly usage: ReadonlyMap<string, number>;
}

interface Rows extends MemoryIssuanceRows {
  readonly denied: Set<string>;
  readonly traces: (Trace & { readonly projectId: ProjectId })[];
  readonly usage: Map<string, number>;
}

export function createMemoryHotStore(clock: Clock): MemoryHotStore {
  const rows: Rows = {
    epochs: new Map([[keyOf(nilUuid, 'installation', ''), { epoch: 1, isActive: true }]]),
    grants: new Map(),
    denied: new Set(),
    codes: new Map(),
    refreshTokens: new Map(),
    usedAssertions: new Set(),
    traces: [],
    usage: new Map(),
  };
  return {
    forProject: (projectId) => buildPorts(rows, clock, projectId),
    startEpoch(projectId, kind, key) {
      const before = rows.epochs.get(keyOf(projectId, kind, key));
      const epoch = (before?.epoch ?? 0) + 1;
      rows.epochs.set(keyOf(projectId, kind, key), { epoch, isActive: true });
    },
    raiseEpoch(projectId, kind, key) {
      change(rows.epochs, keyOf(projectId, kind, key), true);
    },
    endEpoch(projectId, kind, key) {
      change(rows.epochs, keyOf(projectId, kind, key), false);
    },
    addGrant(projectId, grantId, parent) {
      rows.grants.set(keyOf(projectId, grantId), {
        epoch: 1,
        isActive: true,
        parent,
        row: undefined,
      });
    },
    countRefreshTokens: (projectId) =>
      [...rows.refreshTokens.keys()].filter((key) => key.startsWith(projectId)).length,
    traces: rows.traces,
    usage: rows.usage,
  };
}

function buildPorts(rows: Rows, clock: Clock, projectId: ProjectId): HotTablePorts {
  return {
    liveness: {
      async load({ clientId, identityId, sessionId, grantId, token }) {
        const find = (kind: EpochKind, key: string | undefined) =>
          key === undefined ? undefined : rows.epochs.get(keyOf(projectId, kind, key));
        const grant = rows.grants.get(keyOf(projectId, grantId ?? ''));
        return {
          installation: rows.epochs.get(keyOf(nilUuid, 'installation', '')),
          project: find('project', ''),
          client: find('client', clientId),
          identity: find('identity', identityId),
          session: find('session', sessionId),
          grant: grant && { epoch: grant.epoch, isActive: grant.isActive },
          isDenylisted: rows.denied.has(tokenKey(projectId, token)),
          accessTokenClaims: findAddedClaims(grant?.row?.claims),
        };
      },
    },
    revocations: {
      async denylist(token) {
        rows.denied.add(tokenKey(projectId, token));
      },
      async revokeGrant(grantId) {
        endFamily(rows, projectId, grantId);
      },
      async revokeClientTokens(clientId) {
        change(rows.epochs, keyOf(projectId, 'client', clientId), true);
      },
    },
    issuance: buildMemoryIssuance(rows, clock, projectId),
    grants: buildMemoryGrants(rows, projectId),
    traces: { record: (trace) => void rows.traces.push({ ...trace, projectId }) },
    usage: {
      count(metric, clientId) {
        const key = keyOf(projectId, metric, clientId);
        rows.usage.set(key, (rows.usage.get(key) ?? 0) + 1);
      },
    },
  };
}

function findAddedClaims(
  claims: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const added = claims?.['accessToken'];
  if (typeof added !== 'object' || added === null || Object.keys(added).length === 0) {
    return undefined;
  }
  return { ...added };
}

/** Raises an epoch that is active, and says whether it stays so. */
function change<Row extends EpochFact>(
  table: Map<string, Row>,
  key: string,
  isActive: boolean,
): void {
  const row = table.get(key);
  if (row?.isActive) table.set(key, { ...row, epoch: row.epoch + 1, isActive });
}

function endFamily(rows: Rows, projectId: ProjectId, grantId: string): void {
  change(rows.grants, keyOf(projectId, grantId), false);
  for (const [key, { parent }] of rows.grants) {
    const [ofProject, child = ''] = key.split('|');
    if (ofProject === projectId && parent === grantId) endFamily(rows, projectId, child);
  }
}

function tokenKey(projectId: ProjectId, { bucket, tokenId }: TokenReference): string {
  return keyOf(projectId, bucket, hexOf(tokenId));
}
