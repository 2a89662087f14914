import { type Actor, connectDatabase, type Database } from '@gatehouse/database';
import {
  createRandom,
  generateKeyring,
  generateUuid,
  type Keyring,
  parseKeyring,
} from '@gatehouse/keys';
import {
  type Permission,
  type ProjectId,
  parseIdentityId,
  parseProjectId,
  parseWorkspaceId,
  rolePermissions,
  type WorkspaceId,
} from '@gatehouse/protocol';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts';

/** The real time, moved by as many seconds as a test wants. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
}

export interface TestWorkspace {
  readonly workspaceId: WorkspaceId;
  /** The owner, as use cases want to know who asks. */
  readonly by: {
    readonly actor: Actor;
    readonly requestId: string;
    readonly permissions: ReadonlySet<Permission>;
  };
}

/** A database of a test's own, with the real roles, and what use cases are given beside it. */
export interface TestTenants {
  readonly urls: TestDatabase;
  readonly database: Database;
  readonly store: Database['control'];
  readonly keyring: Keyring;
  readonly clock: TestClock;
  readonly random: Random;
  createWorkspace(): Promise<TestWorkspace>;
  newProjectId(): ProjectId;
  /** Disconnects and drops the database. */
  stop(): Promise<void>;
}

export function createTestClock(): TestClock {
  let offsetMilliseconds = 0;
  const nowMilliseconds = () => Date.now() + offsetMilliseconds;
  return {
    nowMilliseconds,
    nowSeconds: () => Math.floor(nowMilliseconds() / 1000),
    advance(seconds) {
      offsetMilliseconds += seconds * 1000;
    },
  };
}

function check<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('A generated UUID is an id.');
  return id;
}

/** Connects to a fresh copy of the migrated database. */
export async function startTestTenants(): Promise<TestTenants> {
  const urls = await createTestDatabase();
  const database = await connectDatabase(urls);
  const random = createRandom();
  const keyring = parseKeyring(generateKeyring(random));
  const store = database.control;
  return {
    urls,
    database,
    store,
    keyring,
    clock: createTestClock(),
    random,
    newProjectId: () => check(parseProjectId(generateUuid(random))),
    async createWorkspace() {
      const workspaceId = check(parseWorkspaceId(generateUuid(random)));
      const memberId = check(parseIdentityId(generateUuid(random)));
      const actor: Actor = { kind: 'member', id: memberId, name: 'Ann' };
      const owner = { memberId, email: `${memberId}@example.com`, name: 'Ann' };
      await store.createWorkspace({
        workspaceId,
        name: 'Acme',
        owner,
        audit: {
          actor,
          action: 'workspace.created',
          targetType: 'workspace',
          targetId: workspaceId,
          changes: {},
          requestId: 'test',
        },
      });
      return { workspaceId, by: { actor, requestId: 'test', permissions: rolePermissions.owner } };
    },
    async stop() {
      await database.close();
      await urls.drop();
    },
  };
}
