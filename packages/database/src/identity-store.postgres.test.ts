// Races and endings of identities, on real locks and constraints.

import {
  emptyCounter,
  type Flow,
  type LoginPlan,
  type RegistrationPlan,
  type Session,
} from '@gatehouse/identity-engine';
import type { IdentityStore } from '@gatehouse/identity-engine/ports';
import { parseIdentityId, parseSessionId } from '@gatehouse/protocol';
import { createIdentityId, createSessionId, createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from './connect-database.ts';
import { createIdentityStore } from './identity-store.ts';
import type { ProjectScope } from './transactions.ts';

let urls: TestDatabase;
let database: Database;
let scope: ProjectScope;
let store: IdentityStore;
const nowSeconds = 1_900_000_000;
const bytes = () => new Uint8Array(crypto.getRandomValues(new Uint8Array(32)));

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  scope = await createTestProject(database.control);
  store = createIdentityStore(database.control, scope);
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});

function buildFlow(change: Partial<Flow> = {}): Flow {
  return {
    flowId: crypto.randomUUID(),
    kind: 'login',
    flavour: 'browser',
    browserHash: bytes(),
    requestUrl: 'http://localhost/',
    returnTo: undefined,
    loginChallenge: undefined,
    isRefresh: false,
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + 1800,
    isCompleted: false,
    form: { messages: [], values: {}, fieldMessages: {} },
    ...change,
  };
}

async function addFlow(change: Partial<Flow> = {}) {
  const flow = buildFlow(change);
  await store.insertFlow(flow);
  return flow;
}

async function planRegistration(email: string): Promise<RegistrationPlan> {
  const { flowId } = await addFlow({ kind: 'registration' });
  return {
    flowId,
    atSeconds: nowSeconds,
    identity: { identityId: createIdentityId(), schemaId: 'default', traits: { email } },
    address: { addressId: crypto.randomUUID(), normalized: email, value: email },
    passwordHash: 'a hash',
    locale: 'en',
    nextFlow: buildFlow(),
  };
}

function planLogin(
  flowId: string,
  session: Partial<Session> & Pick<Session, 'identityId'>,
): LoginPlan {
  return {
    flowId,
    atSeconds: nowSeconds,
    session: {
      sessionId: createSessionId(),
      issuedAtSeconds: nowSeconds,
      authenticatedAtSeconds: nowSeconds,
      methods: [{ method: 'password', completedAtSeconds: nowSeconds }],
      expiresAtSeconds: nowSeconds + 1000,
      idleExpiresAtSeconds: nowSeconds + 100,
      endedAtSeconds: undefined,
      device: { address: '127.0.0.1', userAgent: undefined },
      ...session,
    },
    tokenHash: bytes(),
    start: 'new',
    ends: undefined,
    attempt: {
      keys: { account: bytes(), accountAddress: bytes() },
      counters: { account: emptyCounter, accountAddress: emptyCounter },
    },
    comparedHash: 'a hash',
    newHash: undefined,
  };
}

async function addIdentity() {
  const plan = await planRegistration(`${crypto.randomUUID()}@example.com`);
  expect(await store.commitRegistration(plan)).toBe('committed');
  return plan.identity.identityId;
}

const epochOf = async (kind: 'identity' | 'session', id: string) => {
  const facts = await database.hot.forProject(scope.projectId).liveness.load({
    clientId: '',
    identityId: kind === 'identity' ? parseIdentityId(id) : undefined,
    sessionId: kind === 'session' ? parseSessionId(id) : undefined,
    grantId: undefined,
    token: { tokenId: new Uint8Array(16), bucket: 0 },
  });
  return facts[kind];
};

describe('attack 111: registration', () => {
  test('of fifty with one address exactly one is committed, and every flow is completed', async () => {
    const plans = await Promise.all(
      Array.from({ length: 50 }, () => planRegistration('race@example.com')),
    );
    const outcomes = await Promise.all(plans.map((plan) => store.commitRegistration(plan)));
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'identifier_taken')).toHaveLength(49);
    for (const { flowId, nextFlow } of plans) {
      expect((await store.findFlow(flowId))?.isCompleted).toBe(true);
      expect((await store.findFlow(nextFlow.flowId))?.kind).toBe('login');
    }
    const lost = plans.filter((_, index) => outcomes[index] === 'identifier_taken');
    for (const { identity } of lost) {
      expect(await store.findIdentity(identity.identityId)).toBeUndefined();
    }
  });

  test('a flow that was completed, or has expired, commits nothing', async () => {
    const plan = await planRegistration('twice@example.com');
    expect(await store.commitRegistration(plan)).toBe('committed');
    expect(await store.commitRegistration(plan)).toBe('flow_closed');
    const late = await planRegistration('late@example.com');
    expect(await store.commitRegistration({ ...late, atSeconds: nowSeconds + 1800 })).toBe(
      'flow_closed',
    );
  });
});

describe('login', () => {
  test('of twenty commits on one flow exactly one begins a session', async () => {
    const identityId = await addIdentity();
    const { flowId } = await addFlow();
    const plans = Array.from({ length: 20 }, () => planLogin(flowId, { identityId }));
    const commits = await Promise.all(plans.map((plan) => store.commitLogin(plan)));
    const outcomes = commits.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(await store.listSessions(identityId, nowSeconds)).toHaveLength(1);
  });

  test('is not committed for who was deactivated, or whose password changed, meanwhile', async () => {
    const identityId = await addIdentity();
    const { flowId } = await addFlow();
    const changed = { ...planLogin(flowId, { identityId }), comparedHash: 'an older hash' };
    expect(await store.commitLogin(changed)).toEqual({ outcome: 'identity_changed' });
    await database.control.withProject(scope, (tx) =>
      tx.identities.setState(identityId, { state: 'inactive', at: new Date() }),
    );
    const plan = planLogin(flowId, { identityId });
    expect(await store.commitLogin(plan)).toEqual({ outcome: 'identity_changed' });
    expect((await store.findFlow(flowId))?.isCompleted).toBe(false);
  });

  test('that renews a session which ended meanwhile leaves nothing behind', async () => {
    const identityId = await addIdentity();
    const first = planLogin((await addFlow()).flowId, { identityId });
    await store.commitLogin(first);
    const { sessionId } = first.session;
    await store.endSession({ sessionId, identityId, atSeconds: nowSeconds });
    const { flowId } = await addFlow();
    const renewal = { ...planLogin(flowId, { identityId, sessionId }), start: 'renewed' } as const;
    expect(await store.commitLogin(renewal)).toEqual({ outcome: 'identity_changed' });
    expect((await store.findFlow(flowId))?.isCompleted).toBe(false);
    expect(await store.findSession(renewal.tokenHash)).toBeUndefined();
  });

  test('that replaces a session ends it with its epoch in the same commit', async () => {
    const identityId = await addIdentity();
    const first = planLogin((await addFlow()).flowId, { identityId });
    await store.commitLogin(first);
    expect(await epochOf('session', first.session.sessionId)).toEqual({ epoch: 1, isActive: true });
    const second = planLogin((await addFlow()).flowId, { identityId });
    await store.commitLogin({ ...second, ends: first.session.sessionId });
    expect(await epochOf('session', first.session.sessionId)).toEqual({
      epoch: 2,
      isActive: false,
    });
    expect((await store.findSession(first.tokenHash))?.session.endedAtSeconds).toBe(nowSeconds);
  });
});

describe('attack 99: counters', () => {
  test('of a hundred parallel attempts none is lost, though each decides by what it has read', async () => {
    const keys = { account: bytes(), accountAddress: bytes() };
    await Promise.all(
      Array.from({ length: 100 }, () =>
        store.countAttempt({ keys, identifier: 'nobody' }, (counters) => ({
          counters: {
            account: { ...counters.account, failures: counters.account.failures + 1 },
            accountAddress: {
              ...counters.accountAddress,
              failures: counters.accountAddress.failures + 2,
            },
          },
        })),
      ),
    );
    const { account, accountAddress } = await store.loadAttempts(keys);
    expect([account.failures, accountAddress.failures]).toEqual([100, 200]);
  }, 60_000);
});

describe('endings', () => {
  async function signIn() {
    const identityId = await addIdentity();
    const plan = planLogin((await addFlow()).flowId, { identityId });
    await store.commitLogin(plan);
    return { ...plan.session, tokenHash: plan.tokenHash };
  }

  test('a deactivated identity has neither epoch nor session any more; active again it begins anew', async () => {
    const { identityId, sessionId } = await signIn();
    const setState = (state: 'active' | 'inactive') =>
      database.control.withProject(scope, (tx) =>
        tx.identities.setState(identityId, { state, at: new Date() }),
      );
    await setState('inactive');
    expect(await epochOf('identity', identityId)).toEqual({ epoch: 2, isActive: false });
    expect(await epochOf('session', sessionId)).toMatchObject({ isActive: false });
    await setState('active');
    expect(await epochOf('identity', identityId)).toEqual({ epoch: 3, isActive: true });
    expect(await epochOf('session', sessionId)).toMatchObject({ isActive: false });
  });

  test('a deleted identity leaves ended epochs and no row', async () => {
    const { identityId, sessionId, tokenHash } = await signIn();
    await database.control.withProject(scope, (tx) => tx.identities.delete(identityId));
    expect(await epochOf('identity', identityId)).toMatchObject({ isActive: false });
    expect(await epochOf('session', sessionId)).toMatchObject({ isActive: false });
    expect(await store.findSession(tokenHash)).toBeUndefined();
  });

  test('whatever was issued to an identity dies with a revocation, and the identity lives on', async () => {
    const { identityId, sessionId } = await signIn();
    await database.control.withProject(scope, (tx) => tx.identities.revoke(identityId, new Date()));
    expect(await epochOf('identity', identityId)).toEqual({ epoch: 2, isActive: true });
    expect(await epochOf('session', sessionId)).toMatchObject({ isActive: false });
  });

  test('ending all other sessions spares the own', async () => {
    const identityId = await addIdentity();
    const plans = await Promise.all(
      [1, 2, 3].map(async () => planLogin((await addFlow()).flowId, { identityId })),
    );
    for (const plan of plans) await store.commitLogin(plan);
    const [kept] = plans;
    const { sessionId } = kept?.session ?? { sessionId: createSessionId() };
    expect(await store.endOtherSessions({ sessionId, identityId, atSeconds: nowSeconds })).toBe(2);
    const left = await store.listSessions(identityId, nowSeconds);
    expect(left.map(({ session }) => session.sessionId)).toEqual([sessionId]);
  });

  test('nobody ends the session of somebody else by its id', async () => {
    const { sessionId } = await signIn();
    const ending = { sessionId, identityId: createIdentityId(), atSeconds: nowSeconds };
    expect(await store.endSession(ending)).toBe(false);
  });

  test('what has expired is cleared away, sessions with their epochs, and no other epoch can go', async () => {
    const { identityId, sessionId, tokenHash } = await signIn();
    const flow = await addFlow();
    const after = new Date((nowSeconds + 2000) * 1000);
    await database.control.withProject(scope, async (tx) => {
      expect(await tx.sessions.deleteExpired(after, 1000)).toBeGreaterThan(0);
      expect(await tx.flows.deleteExpired(after, 1000)).toBeGreaterThan(0);
    });
    expect(await store.findSession(tokenHash)).toBeUndefined();
    expect(await store.findFlow(flow.flowId)).toBeUndefined();
    expect(await epochOf('session', sessionId)).toBeUndefined();
    expect(await epochOf('identity', identityId)).toMatchObject({ isActive: true });
  });
});
