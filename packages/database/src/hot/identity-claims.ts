// What ID tokens and userinfo say of people, read in batches, each of one project: its fence is the transaction's.

import type { IdentityId, ProjectId } from '@gatehouse/protocol';
import type { IdentityClaims } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { FencedConnection } from './fenced-connection.ts';
import type { Found } from './grant-facts.ts';
import { buildRowKey } from './row-key.ts';
import { selectIdentityClaims } from './statements/identity-claims.ts';

export interface IdentityItem {
  readonly projectId: ProjectId;
  readonly identityId: IdentityId;
}

export type IdentityClaimsBatch = Batch<IdentityItem, Found<IdentityClaims>>;

export function createIdentityClaimsBatch(connection: FencedConnection): IdentityClaimsBatch {
  return createBatch<IdentityItem, Found<IdentityClaims>>({
    name: 'identity claims',
    keyOf,
    togetherBy: ({ projectId }) => projectId,
    maxInFlight: 4,
    async send(items) {
      const [first] = items;
      if (first === undefined) return new Map();
      const { projectId } = first;
      const found = new Map<string, Found<IdentityClaims>>(
        items.map((item) => [keyOf(item), { facts: undefined }]),
      );
      const rows = await connection.read(projectId, selectIdentityClaims, [
        projectId,
        items.map(({ identityId }) => identityId),
      ]);
      for (const [identityId, email, name, isVerified, updatedAt] of rows) {
        found.set(buildRowKey(projectId, String(identityId)), {
          facts: {
            email: typeof email === 'string' ? email : undefined,
            emailVerified: isVerified === true,
            name: typeof name === 'string' ? name : undefined,
            updatedAtSeconds: Number(updatedAt),
          },
        });
      }
      return found;
    },
  });
}

function keyOf({ projectId, identityId }: IdentityItem): string {
  return buildRowKey(projectId, identityId);
}
