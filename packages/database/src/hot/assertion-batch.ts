import type { GrantId, ProjectId } from '@gatehouse/protocol';
import type { CommitOutcome, Redemption } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import { redeemAssertions } from './statements/issuance.ts';

export interface AssertionItem {
  readonly projectId: ProjectId;
  readonly clientId: string;
  readonly grantId: GrantId;
  readonly assertion: Extract<Redemption, { readonly kind: 'assertion' }>;
}

export type AssertionBatch = Batch<AssertionItem, CommitOutcome>;

/** Assertions are used once, whichever client brings them and whichever trust they were proven by. */
export function createAssertionBatch(connection: HotConnection): AssertionBatch {
  const keyOf = ({ projectId, assertion }: AssertionItem) =>
    buildRowKey(projectId, assertion.bucket, toHex(assertion.assertionHash));
  return createBatch<AssertionItem, CommitOutcome>({
    name: 'assertions',
    keyOf,
    answerLater: (first) => (first === 'committed' ? 'already_redeemed' : first),
    async send(items) {
      const rows = await connection.run(redeemAssertions, [
        items.map(({ projectId }) => projectId),
        items.map(({ assertion }) => assertion.bucket),
        items.map(({ assertion }) => writeHex(assertion.assertionHash)),
        items.map(({ clientId }) => clientId),
        items.map(({ grantId }) => grantId),
        items.map(({ assertion }) => assertion.expiresAtSeconds),
      ]);
      return new Map(
        rows.map(([projectId, bucket, hash, outcome]) => [
          buildRowKey(String(projectId), Number(bucket), String(hash)),
          readOutcome(outcome),
        ]),
      );
    },
  });
}

function readOutcome(value: unknown): CommitOutcome {
  if (value === 'committed' || value === 'already_redeemed' || value === 'revoked') return value;
  throw new Error(`Redeeming an assertion answered "${value}".`);
}
