import type { ProjectId } from '@gatehouse/protocol';
import type { RefreshRotation } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import { rotateRefreshTokensOf } from './statements/rotation.ts';

export interface RotationItem {
  readonly projectId: ProjectId;
  readonly rotation: RefreshRotation;
}

export type RotationOutcomeName =
  | 'committed'
  | 'repeated'
  | 'already_redeemed'
  | 'expired'
  | 'revoked';

/** How a rotation ended; the sealed successor is that of the use that won. */
export interface RotationResult {
  readonly outcome: RotationOutcomeName;
  readonly sealed: Uint8Array | undefined;
}

export type RotationBatch = Batch<RotationItem, RotationResult>;

const outcomes: readonly RotationOutcomeName[] = [
  'committed',
  'repeated',
  'already_redeemed',
  'expired',
  'revoked',
];

function keyOf({ projectId, rotation }: RotationItem): string {
  const { presented, clientId, grantId } = rotation;
  return buildRowKey(projectId, presented.bucket, toHex(presented.tokenHash), clientId, grantId);
}

export function createRotationBatch(connection: HotConnection): RotationBatch {
  return createBatch<RotationItem, RotationResult>({
    name: 'refresh rotations',
    keyOf,
    togetherBy: ({ rotation }) => rotation.presented.bucket,
    // Whoever shares a batch with the winner came in parallel with it.
    answerLater: (first) =>
      first.outcome === 'committed' ? { ...first, outcome: 'repeated' } : first,
    async send(items) {
      const bucket = items[0]?.rotation.presented.bucket ?? 0;
      const rotations = items.map(({ rotation }) => rotation);
      const rows = await connection.run(rotateRefreshTokensOf(bucket), [
        items.map(({ projectId }) => projectId),
        rotations.map(({ presented }) => writeHex(presented.tokenHash)),
        rotations.map(({ clientId }) => clientId),
        rotations.map(({ grantId }) => grantId),
        rotations.map(({ successor }) => writeHex(successor.tokenHash)),
        rotations.map(({ successor }) => successor.scope.join(' ')),
        rotations.map(({ successor }) => successor.expiresAtSeconds),
        rotations.map(({ successorSealed }) => writeHex(successorSealed)),
      ]);
      // A token without a row has outlived its family, whose partition is gone.
      const results = new Map<string, RotationResult>(
        items.map((item) => [keyOf(item), { outcome: 'expired', sealed: undefined }]),
      );
      for (const [projectId, hash, clientId, grantId, outcome, sealed] of rows) {
        const key = `${projectId}|${bucket}|${hash}|${clientId}|${grantId}`;
        results.set(key, {
          outcome: readOutcome(outcome),
          sealed: sealed instanceof Uint8Array ? sealed : undefined,
        });
      }
      return results;
    },
  });
}

function readOutcome(value: unknown): RotationOutcomeName {
  const outcome = outcomes.find((name) => name === value);
  if (outcome === undefined) throw new Error(`Rotating a refresh token answered "${value}".`);
  return outcome;
}
