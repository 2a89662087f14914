import { randomUUID } from 'node:crypto';
import type { LogoutRequestRows, NewIdentity, ProjectTransaction } from '@gatehouse/database';
import type { Flow, FlowForm, Session } from '@gatehouse/identity-engine';
import { type IdentityId, parseClientId, type SessionId } from '@gatehouse/protocol';
import type {
  NewLoginSession,
  PendingAuthorization,
  RememberedConsentRow,
} from '@gatehouse/token-engine/ports';
import { randomBytesOf } from '../contracts/hot-fixture.ts';
import { createIdentityId, createSessionId } from '../fixtures/ids.ts';

/** Ids of an identity and of what it does in a browser. */
export interface IdentityIds {
  readonly identityId: IdentityId;
  readonly address: string;
  readonly addressId: string;
  readonly externalId: string;
  readonly sessionId: SessionId;
  readonly sessionTokenHash: Uint8Array;
  readonly flowId: string;
  readonly attemptKeyHash: Uint8Array;
  readonly requestId: string;
  readonly requestSecretHash: string;
  readonly loginSessionId: SessionId;
  readonly loginTokenHash: Uint8Array;
}

export function createIdentityIds(name: string): IdentityIds {
  return {
    identityId: createIdentityId(),
    address: `${name}@example.com`,
    addressId: randomUUID(),
    externalId: name,
    sessionId: createSessionId(),
    sessionTokenHash: randomBytesOf(32),
    flowId: randomUUID(),
    attemptKeyHash: randomBytesOf(32),
    requestId: randomUUID(),
    requestSecretHash: name,
    loginSessionId: createSessionId(),
    loginTokenHash: randomBytesOf(32),
  };
}

export const emptyForm: FlowForm = { messages: [], values: {}, fieldMessages: {} };
const farAwaySeconds = 4_000_000_000;

export function buildIdentity(ids: IdentityIds, mark: string): NewIdentity {
  return {
    identityId: ids.identityId,
    schemaId: 'default',
    traits: { email: ids.address, name: mark },
    externalId: ids.externalId,
    address: { addressId: ids.addressId, normalized: ids.address, value: ids.address },
    passwordHash: mark,
  };
}

export function buildSession({ sessionId, identityId }: IdentityIds, mark: string): Session {
  return {
    sessionId,
    identityId,
    issuedAtSeconds: 1_700_000_000,
    authenticatedAtSeconds: 1_700_000_000,
    methods: [],
    expiresAtSeconds: farAwaySeconds,
    idleExpiresAtSeconds: farAwaySeconds,
    endedAtSeconds: undefined,
    device: { address: undefined, userAgent: mark },
  };
}

export function buildFlow({ flowId }: IdentityIds, mark: string): Flow {
  return {
    flowId,
    kind: 'login',
    flavour: 'api',
    browserHash: undefined,
    requestUrl: `https://example.com/${mark}`,
    returnTo: undefined,
    loginChallenge: undefined,
    isRefresh: false,
    issuedAtSeconds: 1_700_000_000,
    expiresAtSeconds: farAwaySeconds,
    isCompleted: false,
    form: emptyForm,
  };
}

export function buildPendingAuthorization(ids: IdentityIds, mark: string): PendingAuthorization {
  const clientId = parseClientId('shared');
  if (clientId === undefined) throw new Error('The client id was refused.');
  return {
    requestId: ids.requestId,
    stage: 'login',
    request: {
      clientId,
      redirectUri: `https://example.com/${mark}`,
      namesRedirectUri: true,
      scope: [],
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
      requestUrl: `https://example.com/${mark}`,
    },
    browserHash: mark,
    secretHash: ids.requestSecretHash,
    login: undefined,
    consent: undefined,
    expiresAtSeconds: farAwaySeconds,
  };
}

/** A login of the project's own pages that its browser is known by. */
export function buildLoginSession(ids: IdentityIds, mark: string): NewLoginSession {
  return {
    sessionId: ids.loginSessionId,
    tokenHash: ids.loginTokenHash,
    login: {
      subject: ids.identityId,
      identityId: undefined,
      authenticatedAtSeconds: 1_700_000_000,
      acr: mark,
      amr: [],
    },
    expiresAtSeconds: farAwaySeconds,
    replaces: undefined,
  };
}

export function buildPendingLogout(
  ids: IdentityIds,
  mark: string,
): Parameters<LogoutRequestRows['add']>[0] {
  return {
    requestId: ids.requestId,
    logout: {
      subject: ids.identityId,
      sessionId: ids.loginSessionId,
      sessionKind: 'own_pages',
      clientId: undefined,
      redirectUri: undefined,
      state: mark,
      requestUrl: `https://example.com/${mark}`,
      isInitiatedByClient: true,
    },
    browserHash: mark,
    secretHash: ids.requestSecretHash,
    requestedAtSeconds: 1_700_000_000,
    expiresAtSeconds: farAwaySeconds,
  };
}

export function buildConsent(ids: IdentityIds, mark: string): RememberedConsentRow {
  return {
    subject: ids.identityId,
    clientId: 'shared',
    consent: {
      scope: ['openid'],
      audience: [],
      rememberForSeconds: 0,
      idTokenClaims: { mark },
      accessTokenClaims: {},
    },
  };
}

/** Somebody who is signed in, signs in once more, was refused once, and is logging out. */
export async function seedIdentity(
  tx: ProjectTransaction,
  ids: IdentityIds,
  mark: string,
): Promise<void> {
  await tx.identities.insert(buildIdentity(ids, mark));
  await tx.sessions.insert(buildSession(ids, mark), ids.sessionTokenHash);
  await tx.flows.insert(buildFlow(ids, mark));
  await tx.loginAttempts.lock([ids.attemptKeyHash]);
  await tx.logoutRequests.add(buildPendingLogout(ids, mark));
}
