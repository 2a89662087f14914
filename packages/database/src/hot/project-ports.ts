// The capability: the hot path's ports of one project. Nothing outside gets a port that is not bound.

import type { ProjectId } from '@gatehouse/protocol';
import type {
  Clock,
  DeviceCodes,
  Grants,
  Identities,
  IssuanceStore,
  Liveness,
  LivenessFacts,
  Redemption,
  Revocations,
  TraceSink,
  UsageSink,
} from '@gatehouse/token-engine/ports';
import { isStorableText } from '../control/stored-values.ts';
import { withoutDeadline } from '../deadline.ts';
import { buildDeviceCodes, type DeviceCodeBatches } from './device-codes.ts';
import type { GrantBatches } from './grant-facts.ts';
import type { IdentityClaimsBatch } from './identity-claims.ts';
import type { IssuanceBatches } from './issuance-batches.ts';
import { buildLivenessItem, type LivenessBatch } from './liveness-facts.ts';
import type { RevocationBatches } from './revocation-batches.ts';
import type { RotationBatch } from './rotation-batch.ts';
import type { CodeTable } from './statements/issuance.ts';
import type { TraceWriter } from './traces.ts';
import type { UsageWriter } from './usage.ts';

export interface ProjectPorts {
  readonly deviceCodes: DeviceCodes;
  readonly liveness: Liveness;
  readonly revocations: Revocations;
  readonly issuance: IssuanceStore;
  readonly grants: Grants;
  readonly identities: Identities;
  readonly traces: TraceSink;
  readonly usage: UsageSink;
}

/** Those that stand on the hot tables alone: a device is answered inside its project's fence. */
export type HotTablePorts = Omit<ProjectPorts, 'identities' | 'deviceCodes'>;

/** What every project's ports share. */
export interface HotPath {
  readonly liveness: LivenessBatch;
  readonly revocations: RevocationBatches;
  readonly issuance: IssuanceBatches;
  readonly rotations: RotationBatch;
  readonly grants: GrantBatches;
  readonly deviceCodes: DeviceCodeBatches;
  readonly clock: Clock;
  readonly identities: IdentityClaimsBatch;
  readonly traces: TraceWriter;
  readonly usage: UsageWriter;
  announce(projectId: ProjectId): void;
}

/** Each port is built when it is asked for: it holds nothing, and thousands of projects have eight of them. */
export function buildProjectPorts(hot: HotPath, projectId: ProjectId): ProjectPorts {
  return new BoundPorts(hot, projectId);
}

class BoundPorts implements ProjectPorts {
  readonly #hot: HotPath;
  readonly #projectId: ProjectId;

  constructor(hot: HotPath, projectId: ProjectId) {
    this.#hot = hot;
    this.#projectId = projectId;
  }

  get liveness() {
    return buildLiveness(this.#hot, this.#projectId);
  }

  get revocations() {
    return buildRevocations(this.#hot, this.#projectId);
  }

  get issuance() {
    return buildIssuanceStore(this.#hot, this.#projectId);
  }

  get grants() {
    return buildGrants(this.#hot, this.#projectId);
  }

  get deviceCodes() {
    return buildDeviceCodes(this.#hot, this.#projectId);
  }

  get identities() {
    return buildIdentities(this.#hot, this.#projectId);
  }

  get traces() {
    return this.#hot.traces.forProject(this.#projectId);
  }

  get usage() {
    return this.#hot.usage.forProject(this.#projectId);
  }
}

function buildLiveness({ liveness }: HotPath, projectId: ProjectId): Liveness {
  return {
    async load(query): Promise<LivenessFacts> {
      // No row can carry such an id, and one bad value would send its whole batch a second time.
      const clientId = isStorableText(query.clientId) ? query.clientId : '';
      const storable = clientId === query.clientId ? query : { ...query, clientId };
      return liveness.submit(buildLivenessItem(projectId, storable));
    },
  };
}

/** What was found stolen is revoked, however long it took and whoever has hung up meanwhile. */
function buildRevocations(hot: HotPath, projectId: ProjectId): Revocations {
  const { denylist, grants, clientEpochs } = hot.revocations;
  return {
    async denylist(token) {
      await withoutDeadline(() => denylist.submit({ projectId, token }));
    },
    async revokeGrant(grantId) {
      await withoutDeadline(() => grants.submit({ projectId, grantId }));
    },
    async revokeClientTokens(clientId) {
      if (!isStorableText(clientId)) return;
      await withoutDeadline(() => clientEpochs.submit({ projectId, clientId }));
      hot.announce(projectId);
    },
  };
}

function buildGrants({ grants }: HotPath, projectId: ProjectId): Grants {
  return {
    loadCode: async (key) => (await grants.codes.submit({ projectId, key })).facts,
    loadRefreshToken: async (key) => (await grants.refreshTokens.submit({ projectId, key })).facts,
  };
}

function buildIdentities({ identities }: HotPath, projectId: ProjectId): Identities {
  return {
    loadClaims: async (identityId) => (await identities.submit({ projectId, identityId })).facts,
  };
}

const codeTables = {
  authorization_code: 'authorization_codes',
  device_code: 'device_codes',
} as const satisfies Record<Extract<Redemption, { codeHash: Uint8Array }>['kind'], CodeTable>;

function buildIssuanceStore({ issuance, rotations }: HotPath, projectId: ProjectId): IssuanceStore {
  return {
    async commit({ clientId, grantId, redeem, refreshToken }) {
      if (redeem.kind === 'nothing' && refreshToken === undefined) return 'committed';
      if (grantId === undefined) {
        throw new Error('A code or a refresh token belongs to a grant: the commit must name it.');
      }
      if ('codeHash' in redeem) {
        const table = codeTables[redeem.kind];
        const code = { codeHash: redeem.codeHash, bucket: redeem.bucket };
        return issuance.redemptions.submit({
          projectId,
          clientId,
          grantId,
          table,
          code,
          refreshToken,
        });
      }
      if (redeem.kind === 'assertion') {
        if (refreshToken !== undefined) throw new Error('An assertion pays for no refresh token.');
        return issuance.assertions.submit({ projectId, clientId, grantId, assertion: redeem });
      }
      if (refreshToken === undefined) return 'committed';
      return issuance.refreshTokens.submit({ projectId, clientId, grantId, refreshToken });
    },
    async rotateRefreshToken(rotation) {
      const { outcome, sealed } = await rotations.submit({ projectId, rotation });
      if (outcome !== 'repeated') return { outcome };
      // Without a stored successor there is nothing to repeat.
      return sealed === undefined
        ? { outcome: 'already_redeemed' }
        : { outcome, successorSealed: sealed };
    },
    async addAuthorizationCode(code) {
      await issuance.codes.submit({ projectId, code });
    },
  };
}
