// Sessions as administrators see and end them.

import {
  buildSessionDocument,
  type SessionDocument,
  type SessionFacts,
} from '@gatehouse/identity-engine';
import { openCursor, sealCursor } from '@gatehouse/keys';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import { recordChange } from '../record-change.ts';
import { identityNotFound } from './identity-error.ts';
import {
  type IdentitiesRequest,
  type IdentityRequest,
  loadIdentityForUpdate,
} from './identity-request.ts';

export interface SessionListRequest extends Omit<IdentitiesRequest, 'by'> {
  /** undefined: sessions of all identities. */
  readonly identityId?: string;
  /** Only live ones. */
  readonly isActive?: boolean | undefined;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
}

export interface SessionPage {
  readonly items: readonly SessionDocument[];
  readonly nextPageToken: string | undefined;
}

/** @returns sessions, newest first. Throws AdministrationError: not_found, invalid. */
export async function listSessions(
  { store, keyring, clock }: AdministrationDependencies,
  request: SessionListRequest,
): Promise<SessionPage> {
  const { scope, issuer, identityId, isActive } = request;
  const nowSeconds = clock.nowSeconds();
  const pageSize = checkPageSize(request.pageSize);
  const filter = { identityId, active: isActive === true ? 'true' : undefined };
  const list = { tenantId: scope.projectId, sort: 'sessions:issued_at', filter };
  const after = readPosition(openToken({ keyring }, list, request.pageToken ?? ''));
  const rows = await store.withProject(scope, async (tx) => {
    if (identityId !== undefined && (await tx.identities.find(identityId)) === undefined) {
      throw identityNotFound(identityId);
    }
    return tx.sessions.list(
      { limit: pageSize + 1, after },
      {
        ...(identityId === undefined ? {} : { identityId }),
        ...(isActive === true ? { liveAt: new Date(nowSeconds * 1000) } : {}),
      },
    );
  });
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((facts) => buildSessionDocument(facts, { issuer, nowSeconds })),
    nextPageToken: last && sealCursor(keyring, list, positionOf(last)),
  };
}

function positionOf({ session }: SessionFacts): readonly string[] {
  return [String(session.issuedAtSeconds), session.sessionId];
}

function openToken(
  { keyring }: Pick<AdministrationDependencies, 'keyring'>,
  list: Parameters<typeof openCursor>[1],
  pageToken: string,
): readonly string[] {
  if (pageToken === '') return [];
  const position = openCursor(keyring, list, pageToken);
  if (position === undefined) throw invalidPageToken();
  return position;
}

function readPosition([issuedAtSeconds, sessionId]: readonly string[]) {
  return issuedAtSeconds === undefined || sessionId === undefined
    ? undefined
    : { issuedAt: new Date(Number(issuedAtSeconds) * 1000), sessionId };
}

export interface SessionRequest extends IdentitiesRequest {
  readonly sessionId: string;
}

/** @returns the session. Throws AdministrationError: not_found. */
export async function getSession(
  { store, clock }: AdministrationDependencies,
  { scope, issuer, sessionId }: Omit<SessionRequest, 'by'>,
): Promise<SessionDocument> {
  const facts = await store.withProject(scope, (tx) => tx.sessions.find(sessionId));
  if (facts === undefined) throw sessionNotFound();
  return buildSessionDocument(facts, { issuer, nowSeconds: clock.nowSeconds() });
}

/** Ends a session with every token that hangs on it. Throws AdministrationError: not_found. */
export function endSession(
  { store, clock }: AdministrationDependencies,
  { scope, by, sessionId }: Omit<SessionRequest, 'issuer'>,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    if ((await tx.sessions.find(sessionId)) === undefined) throw sessionNotFound();
    await tx.sessions.end(sessionId, new Date(clock.nowMilliseconds()));
    await recordChange(tx, by, {
      action: 'session.ended',
      targetType: 'session',
      targetId: sessionId,
      changes: {},
    });
  });
}

/** Ends all sessions of an identity. Throws AdministrationError: not_found. */
export function endIdentitySessions(
  { store, clock }: AdministrationDependencies,
  { scope, by, identityId }: Omit<IdentityRequest, 'issuer'>,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    await loadIdentityForUpdate(tx, identityId);
    const count = await tx.sessions.endAll(identityId, { at: new Date(clock.nowMilliseconds()) });
    await recordChange(tx, by, {
      action: 'identity.sessions_ended',
      targetType: 'identity',
      targetId: identityId,
      changes: { count },
    });
  });
}

function sessionNotFound(): AdministrationError {
  return new AdministrationError('not_found', 'The session does not exist.', {
    reason: 'This project has no session of that id.',
    field: 'id',
  });
}
