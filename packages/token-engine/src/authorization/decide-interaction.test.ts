import { parseClientId } from '@gatehouse/protocol';
import { expect, test } from 'vitest';
import { Trail } from '../trace/trail.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { decideInteraction, type InteractionFacts } from './decide-interaction.ts';

const clientId = parseClientId('web');
if (clientId === undefined) throw new Error('web is a client id');

const request: AuthorizationRequest = {
  clientId,
  redirectUri: 'https://app.example/cb',
  namesRedirectUri: true,
  scope: ['openid', 'offline'],
  audience: [],
  state: undefined,
  nonce: undefined,
  codeChallenge: undefined,
  prompt: [],
  maxAgeSeconds: undefined,
  loginHint: undefined,
  uiLocales: [],
  acrValues: [],
  hintedSubject: undefined,
  requestUrl: 'https://issuer.example/oauth2/auth',
};
const session = {
  sessionId: undefined,
  identityId: undefined,
  context: {},
  subject: 'alice',
  authenticatedAtSeconds: 1000,
  acr: '0',
  amr: ['pwd'],
};
const consent = { scope: ['openid', 'offline_access', 'email'], audience: [] };

const decide = (change: Partial<InteractionFacts>, asked: Partial<AuthorizationRequest> = {}) =>
  decideInteraction(
    {
      request: { ...request, ...asked },
      session,
      hasLoggedInForThis: false,
      consent,
      skipsConsent: false,
      nowSeconds: 1100,
      ...change,
    },
    new Trail({ traceId: 't', endpoint: 'authorization', atMilliseconds: 0 }),
  ).next;

test('nobody is signed in: log in', () => {
  expect(decide({ session: undefined })).toBe('login');
});

test('a session and a remembered consent: nothing to ask, and offline is offline_access', () => {
  expect(decide({})).toBe('issue');
});

test('a consent that covers less than is asked does not count', () => {
  expect(decide({ consent: { scope: ['openid'], audience: [] } })).toBe('consent');
  expect(decide({ consent: undefined })).toBe('consent');
  expect(decide({}, { audience: ['api'] })).toBe('consent');
});

test('a client that skips consent is asked when it wants to be', () => {
  expect(decide({ consent: undefined, skipsConsent: true })).toBe('issue');
  expect(decide({ consent: undefined, skipsConsent: true }, { prompt: ['consent'] })).toBe(
    'consent',
  );
});

test('prompt=login asks once: the login that it asked for counts', () => {
  expect(decide({}, { prompt: ['login'] })).toBe('login');
  expect(decide({ hasLoggedInForThis: true }, { prompt: ['login'] })).toBe('issue');
});

test('max_age is counted from the authentication', () => {
  expect(decide({}, { maxAgeSeconds: 100 })).toBe('issue');
  expect(decide({}, { maxAgeSeconds: 99 })).toBe('login');
  expect(decide({ hasLoggedInForThis: true }, { maxAgeSeconds: 0 })).toBe('issue');
});

test('attack 29: prompt=none answers with an error where it would have to ask', () => {
  const silent: Partial<AuthorizationRequest> = { prompt: ['none'] };
  expect(() => decide({ session: undefined }, silent)).toThrow(/log in/);
  expect(() => decide({}, { ...silent, maxAgeSeconds: 0 })).toThrow(/log in/);
  expect(() => decide({ consent: undefined }, silent)).toThrow(/consent/);
  expect(decide({}, silent)).toBe('issue');
});

test('attack 30: a hint at somebody else never answers with this session', () => {
  expect(() => decide({}, { prompt: ['none'], hintedSubject: 'mallory' })).toThrow(/log in/);
  expect(decide({}, { hintedSubject: 'mallory' })).toBe('login');
  expect(() => decide({ hasLoggedInForThis: true }, { hintedSubject: 'mallory' })).toThrow(
    /log in/,
  );
  expect(decide({}, { hintedSubject: 'alice' })).toBe('issue');
});
