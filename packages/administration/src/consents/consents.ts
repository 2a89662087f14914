// What a subject has allowed, and where it is signed in, as administrators see and end it.

import type { ConsentRow, ProjectScope } from '@gatehouse/database';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';

/** Nobody allows more clients; a list that is cut shows the newest grants. */
const maxConsents = 500;

export interface ConsentsRequest {
  readonly scope: ProjectScope;
  readonly by: RequestedBy;
  readonly subject: string;
  /** undefined: of all clients. */
  readonly clientId: string | undefined;
}

/** @returns remembered approvals, and grants that stand without one. */
export function listConsents(
  { store }: AdministrationDependencies,
  { scope, subject }: Pick<ConsentsRequest, 'scope' | 'subject'>,
): Promise<readonly ConsentRow[]> {
  return store.withProject(scope, (tx) => tx.consents.list(subject, maxConsents));
}

/** Forgets approvals and ends grants with all their tokens. Idempotent. */
export function revokeConsents(
  { store, clock }: AdministrationDependencies,
  { scope, by, subject, clientId }: ConsentsRequest,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    const changes = await tx.consents.revoke({ subject, clientId });
    await recordChange(tx, by, {
      action: 'consent.revoked',
      targetType: 'subject',
      targetId: subject.slice(0, 255),
      changes: { ...changes, client_id: clientId ?? null },
    });
    await tx.webhookDeliveries.publish({
      type: 'consent.revoked',
      at: new Date(clock.nowMilliseconds()),
      data: {
        subject: subject.slice(0, 255),
        ...(clientId === undefined ? {} : { client_id: clientId }),
      },
    });
  });
}

/** Ends the sessions of an identity, or one session. Idempotent: what is unknown has ended already. */
export function endLoginSessions(
  { store, clock }: AdministrationDependencies,
  request: Pick<ConsentsRequest, 'scope' | 'by'> & {
    readonly of: { readonly subject: string } | { readonly sessionId: string };
  },
): Promise<void> {
  const { scope, by, of } = request;
  const at = new Date(clock.nowMilliseconds());
  return store.withProject(scope, async (tx) => {
    const count =
      'subject' in of
        ? (await tx.sessions.endAll(of.subject, { at })) +
          (await tx.loginSessions.endAll(of.subject, at))
        : Number(await tx.sessions.end(of.sessionId, at)) +
          Number(await tx.loginSessions.end(of.sessionId, at));
    await recordChange(tx, by, {
      action: 'subject' in of ? 'identity.sessions_ended' : 'session.ended',
      targetType: 'subject' in of ? 'identity' : 'session',
      targetId: ('subject' in of ? of.subject : of.sessionId).slice(0, 255),
      changes: { count },
    });
  });
}
