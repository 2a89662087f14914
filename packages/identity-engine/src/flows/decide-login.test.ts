import { buildIdentitySettings, parseIdentityId, parseSessionId } from '@gatehouse/protocol';
import { describe, expect, it } from 'vitest';
import { emptyCounter } from '../attempts/decide-attempt.ts';
import { decideExtension } from '../sessions/decide-session.ts';
import { isSessionLive, type Session, type SessionFacts } from '../sessions/session.ts';
import { emptyForm, type Flow } from './flow.ts';
import { decideLogin } from './login.ts';

function check<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('The id is one.');
  return id;
}
const ann = check(parseIdentityId('01900000-0000-7000-8000-00000000000a'));
const bob = check(parseIdentityId('01900000-0000-7000-8000-00000000000b'));
const oldId = check(parseSessionId('00000001-0000-4000-8000-000000000000'));
const newId = check(parseSessionId('00000002-0000-4000-8000-000000000000'));
const settings = buildIdentitySettings({});
const nowSeconds = 1_800_000_000;

const flow: Flow = {
  flowId: 'f',
  kind: 'login',
  flavour: 'browser',
  browserHash: new Uint8Array(32),
  requestUrl: '',
  returnTo: undefined,
  loginChallenge: undefined,
  isRefresh: false,
  issuedAtSeconds: nowSeconds,
  expiresAtSeconds: nowSeconds + 1800,
  isCompleted: false,
  form: emptyForm,
};

const session: Session = {
  sessionId: oldId,
  identityId: ann,
  issuedAtSeconds: nowSeconds - 500,
  authenticatedAtSeconds: nowSeconds - 500,
  methods: [{ method: 'password', completedAtSeconds: nowSeconds - 500 }],
  expiresAtSeconds: nowSeconds + 1000,
  idleExpiresAtSeconds: nowSeconds + 100,
  endedAtSeconds: undefined,
  device: { address: undefined, userAgent: undefined },
};

function factsOf(change: Partial<Session> = {}): SessionFacts {
  return {
    session: { ...session, ...change },
    identity: {
      identityId: change.identityId ?? ann,
      schemaId: 'default',
      traits: { email: 'ann@example.com' },
      state: 'active',
      stateChangedAt: new Date(0),
      externalId: undefined,
      organizationId: undefined,
      metadataPublic: undefined,
      metadataAdmin: undefined,
      addresses: [],
      createdAt: new Date(0),
      updatedAt: new Date(0),
    },
    epochs: { identity: { epoch: 1, isActive: true }, session: { epoch: 1, isActive: true } },
  };
}

function decide(change: {
  flow?: Partial<Flow>;
  current?: SessionFacts;
  sessionLifetimeSeconds?: number;
}) {
  return decideLogin(
    {
      flow: { ...flow, ...change.flow },
      proved: {
        identityId: ann,
        sessionLifetimeSeconds: change.sessionLifetimeSeconds,
        attempt: {
          keys: { account: new Uint8Array(), accountAddress: new Uint8Array() },
          counters: { account: emptyCounter, accountAddress: emptyCounter },
        },
        comparedHash: 'hash',
        newHash: undefined,
      },
      current: change.current,
      device: session.device,
      tokenHash: new Uint8Array([1]),
      newSessionId: newId,
      nowSeconds,
    },
    settings,
  );
}

describe('decideLogin', () => {
  it('lets a session live as the organization says, and otherwise as the project does', () => {
    const lifetimeOf = (change: Parameters<typeof decide>[0]) =>
      decide(change).session.expiresAtSeconds - nowSeconds;
    expect(lifetimeOf({})).toBe(settings.sessionLifetimeSeconds);
    expect(lifetimeOf({ sessionLifetimeSeconds: 60 })).toBe(60);
    expect(decide({ sessionLifetimeSeconds: 60 }).session.idleExpiresAtSeconds).toBe(
      nowSeconds + 60,
    );
  });

  it('begins a new session and ends the one of somebody else', () => {
    const plan = decide({ flow: { isRefresh: true }, current: factsOf({ identityId: bob }) });
    expect([plan.start, plan.session.sessionId, plan.ends]).toEqual(['new', newId, oldId]);
  });

  it('begins a new session for somebody who signs in again unasked', () => {
    const plan = decide({ current: factsOf() });
    expect([plan.start, plan.session.sessionId, plan.ends]).toEqual(['new', newId, oldId]);
  });

  it.each([{ isRefresh: true }, { loginChallenge: 'challenge' }])(
    'goes on with the session of somebody who confirms to be that person (%j)',
    (asked) => {
      const plan = decide({ flow: asked, current: factsOf() });
      expect([plan.start, plan.session.sessionId, plan.ends]).toEqual([
        'renewed',
        oldId,
        undefined,
      ]);
      expect(plan.session.authenticatedAtSeconds).toBe(nowSeconds);
      expect(plan.session.issuedAtSeconds).toBe(session.issuedAtSeconds);
    },
  );

  it('gives 24 hours without use and 30 days in all', () => {
    const { session: begun } = decide({});
    expect(begun.idleExpiresAtSeconds - nowSeconds).toBe(86_400);
    expect(begun.expiresAtSeconds - nowSeconds).toBe(30 * 86_400);
  });
});

describe('a session', () => {
  it.each([
    ['it has ended', factsOf({ endedAtSeconds: 1 })],
    ['it was not used for too long', factsOf({ idleExpiresAtSeconds: nowSeconds })],
    ['its whole time is over', factsOf({ expiresAtSeconds: nowSeconds })],
    [
      'its identity is inactive',
      { ...factsOf(), identity: { ...factsOf().identity, state: 'inactive' } },
    ],
    [
      'its epoch has ended',
      { ...factsOf(), epochs: { ...factsOf().epochs, session: { epoch: 1, isActive: false } } },
    ],
    [
      'the epoch of its identity has ended',
      { ...factsOf(), epochs: { ...factsOf().epochs, identity: { epoch: 1, isActive: false } } },
    ],
  ] as const)('is not live where %s', (_, facts) => {
    expect(isSessionLive(factsOf(), nowSeconds)).toBe(true);
    expect(isSessionLive(facts, nowSeconds)).toBe(false);
  });

  it('is kept alive by its use, at most to its end, and not written every time', () => {
    const long = { ...session, expiresAtSeconds: nowSeconds + 10 * 86_400 };
    expect(decideExtension(long, settings, nowSeconds)).toBe(nowSeconds + 86_400);
    const fresh = { ...long, idleExpiresAtSeconds: nowSeconds + 86_400 - 60 };
    expect(decideExtension(fresh, settings, nowSeconds)).toBeUndefined();
    const ending = {
      ...long,
      expiresAtSeconds: nowSeconds + 7200,
      idleExpiresAtSeconds: nowSeconds + 1,
    };
    expect(decideExtension(ending, settings, nowSeconds)).toBe(nowSeconds + 7200);
  });
});
