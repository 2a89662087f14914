import type { GrantId, ProjectId } from '@gatehouse/protocol';
import type { TokenReference } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import { endGrants, insertDenylist, raiseClientEpochs } from './statements/revocations.ts';

export interface RevocationBatches {
  readonly denylist: Batch<{ projectId: ProjectId; token: TokenReference }, 'written'>;
  readonly grants: Batch<{ projectId: ProjectId; grantId: GrantId }, 'written'>;
  readonly clientEpochs: Batch<{ projectId: ProjectId; clientId: string }, 'written'>;
}

export function createRevocationBatches(connection: HotConnection): RevocationBatches {
  return {
    ...createDenylist(connection),
    ...createGrants(connection),
    ...createEpochs(connection),
  };
}

function createDenylist(connection: HotConnection): Pick<RevocationBatches, 'denylist'> {
  type Item = { projectId: ProjectId; token: TokenReference };
  const keyOf = ({ projectId, token }: Item) =>
    buildRowKey(projectId, token.bucket, toHex(token.tokenId));
  return {
    denylist: createBatch<Item, 'written'>({
      name: 'denylist',
      keyOf,
      async send(items) {
        await connection.run(insertDenylist, [
          items.map(({ projectId }) => projectId),
          items.map(({ token }) => token.bucket),
          items.map(({ token }) => writeHex(token.tokenId)),
        ]);
        return writtenAll(items, keyOf);
      },
    }),
  };
}

function createGrants(connection: HotConnection): Pick<RevocationBatches, 'grants'> {
  type Item = { projectId: ProjectId; grantId: GrantId };
  const keyOf = ({ projectId, grantId }: Item) => buildRowKey(projectId, grantId);
  return {
    grants: createBatch<Item, 'written'>({
      name: 'grant revocation',
      keyOf,
      maxInFlight: 1,
      async send(items) {
        const values = [
          items.map(({ projectId }) => projectId),
          items.map(({ grantId }) => grantId),
        ];
        // Once more after each pass that ended something: a child may have been committed meanwhile.
        while ((await connection.run(endGrants, values)).length > 0);
        return writtenAll(items, keyOf);
      },
    }),
  };
}

function createEpochs(connection: HotConnection): Pick<RevocationBatches, 'clientEpochs'> {
  type Item = { projectId: ProjectId; clientId: string };
  const keyOf = ({ projectId, clientId }: Item) => buildRowKey(projectId, clientId);
  return {
    clientEpochs: createBatch<Item, 'written'>({
      name: 'client epochs',
      keyOf,
      maxInFlight: 1,
      async send(items) {
        await connection.run(raiseClientEpochs, [
          items.map(({ projectId }) => projectId),
          items.map(({ clientId }) => clientId),
        ]);
        return writtenAll(items, keyOf);
      },
    }),
  };
}

function writtenAll<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, 'written'> {
  return new Map(items.map((item) => [keyOf(item), 'written']));
}
