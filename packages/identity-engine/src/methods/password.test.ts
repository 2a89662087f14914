import { buildIdentitySettings, parseIdentityId, parseProjectId } from '@gatehouse/protocol';
import { describe, expect, it } from 'vitest';
import { emptyCounter } from '../attempts/decide-attempt.ts';
import { emptyForm, type Flow } from '../flows/flow.ts';
import type { FlowContext } from '../flows/flow-context.ts';
import type { IdentityRuntime } from '../identity-runtime.ts';
import type { PasswordAccount } from '../ports/identity-store.ts';
import { FlowTrail } from '../trace/flow-trail.ts';
import { decidePassword, passwordMethod } from './password.ts';

function check<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('The id is one.');
  return id;
}
const identityId = check(parseIdentityId('01900000-0000-7000-8000-00000000000a'));
const active: PasswordAccount = { identityId, state: 'active', passwordHash: 'a hash' };

describe('decidePassword', () => {
  const decide = (account: PasswordAccount | undefined, isMatch: boolean) =>
    decidePassword({ account, password: { isMatch, isOutdated: false } });

  it('proves an active identity by its right password, and nothing else', () => {
    expect(decide(active, true)).toBe('proved');
    expect(decide(active, false)).toBe('refused');
    expect(decide({ ...active, state: 'inactive' }, true)).toBe('refused');
    expect(decide(undefined, true)).toBe('refused');
  });
});

/** A runtime that remembers what it was asked to do. */
function record(account: PasswordAccount | undefined) {
  const calls: string[] = [];
  const refuse = (name: string) => () => {
    throw new Error(`${name} has no part in authentication.`);
  };
  const runtime: IdentityRuntime = {
    projectId: check(parseProjectId('01900000-0000-7000-8000-0000000000aa')),
    issuer: 'https://auth.example.com/p/acme',
    settings: buildIdentitySettings({}),
    isRegistrationOpen: true,
    store: {
      insertFlow: refuse('insertFlow'),
      findFlow: refuse('findFlow'),
      setFlowForm: refuse('setFlowForm'),
      async loadAttempts() {
        calls.push('loadAttempts');
        return { account: emptyCounter, accountAddress: emptyCounter };
      },
      async countAttempt(_, decide) {
        calls.push('countAttempt');
        const verdict = decide({ account: emptyCounter, accountAddress: emptyCounter });
        return { verdict, account };
      },
      commitLogin: refuse('commitLogin'),
      commitRegistration: refuse('commitRegistration'),
      findSession: refuse('findSession'),
      listSessions: refuse('listSessions'),
      extendSession: refuse('extendSession'),
      endSession: refuse('endSession'),
      endOtherSessions: refuse('endOtherSessions'),
      findIdentity: refuse('findIdentity'),
    },
    passwords: {
      withPlace: (work) =>
        work({
          hash: refuse('hash'),
          async verify(password, stored) {
            calls.push(`verify ${password}`);
            return { isMatch: stored !== undefined && password === 'right', isOutdated: false };
          },
        }),
      isCommon: refuse('isCommon'),
    },
    secrets: {
      createBrowserSecret: refuse('createBrowserSecret'),
      hashBrowserSecret: refuse('hashBrowserSecret'),
      isSameHash: refuse('isSameHash'),
      buildCsrfToken: refuse('buildCsrfToken'),
      isCsrfToken: refuse('isCsrfToken'),
      createSessionToken: refuse('createSessionToken'),
      hashSessionToken: refuse('hashSessionToken'),
      buildLogoutToken: refuse('buildLogoutToken'),
      isLogoutToken: refuse('isLogoutToken'),
      hashAttempt({ kind, identifier }) {
        calls.push(`hashAttempt ${kind} ${identifier}`);
        return new Uint8Array(32);
      },
    },
    traces: { record: () => {} },
  };
  return { calls, runtime };
}

const flow: Flow = {
  flowId: 'f',
  kind: 'login',
  flavour: 'api',
  browserHash: undefined,
  requestUrl: '',
  returnTo: undefined,
  loginChallenge: undefined,
  isRefresh: false,
  issuedAtSeconds: 0,
  expiresAtSeconds: 1,
  isCompleted: false,
  form: emptyForm,
};

async function authenticate(account: PasswordAccount | undefined, password: string) {
  const { calls, runtime } = record(account);
  const trail = new FlowTrail({ traceId: 't', endpoint: 'login', atMilliseconds: 0 });
  const context: FlowContext = {
    runtime,
    nowSeconds: 1_800_000_000,
    nowMilliseconds: 0,
    random: { bytes: (length) => new Uint8Array(length) },
    trail,
  };
  const outcome = await passwordMethod.authenticate(
    {
      flowId: 'f',
      fields: new Map([
        ['identifier', ' Ann@Example.com'],
        ['password', password],
      ]),
      browserSecret: undefined,
      sessionToken: undefined,
      device: { address: '127.0.0.1', userAgent: undefined },
      locale: 'en',
      isFromBrowser: false,
    },
    flow,
    context,
  );
  return { outcome, calls, trace: trail.finish('credentials_invalid') };
}

describe('attack 97: authentication', () => {
  it('does the same for an unknown, an inactive and a password-less account as for a wrong password', async () => {
    const wrong = await authenticate(active, 'wrong');
    expect(wrong.calls).toEqual([
      'hashAttempt account ann@example.com',
      'hashAttempt account_address ann@example.com',
      'loadAttempts',
      'countAttempt',
      'verify wrong',
    ]);
    for (const account of [
      undefined,
      { ...active, state: 'inactive' } as const,
      { ...active, passwordHash: undefined },
    ]) {
      const other = await authenticate(account, 'wrong');
      expect(other.calls).toEqual(wrong.calls);
      expect(other.outcome).toEqual(wrong.outcome);
      expect(other.trace).toEqual(wrong.trace);
    }
  });

  it('leaves neither identifier nor password in its trace', async () => {
    const { trace } = await authenticate(active, 'wrong');
    expect(JSON.stringify(trace)).not.toMatch(/ann@|wrong/i);
  });

  it('proves who has the password', async () => {
    const { outcome } = await authenticate(active, 'right');
    expect(outcome).toMatchObject({ kind: 'proved', proved: { identityId } });
  });
});
