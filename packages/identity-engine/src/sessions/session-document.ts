// Sessions and identities as Ory's JSON shows them.

import { buildIdentityDocument, type IdentityDocument } from '../identities/identity-document.ts';
import { assuranceLevel, isSessionLive, type SessionFacts } from './session.ts';

export interface SessionDocument {
  readonly id: string;
  readonly active: boolean;
  readonly expires_at: string;
  readonly authenticated_at: string;
  readonly authenticator_assurance_level: string;
  readonly authentication_methods: readonly {
    readonly method: string;
    readonly aal: string;
    readonly completed_at: string;
  }[];
  readonly issued_at: string;
  readonly identity: IdentityDocument;
  readonly devices: readonly {
    readonly id: string;
    readonly ip_address: string;
    readonly user_agent: string;
    readonly location: string;
  }[];
}

/** @param issuer the project's own URL. */
export function buildSessionDocument(
  facts: SessionFacts,
  { issuer, nowSeconds }: { readonly issuer: string; readonly nowSeconds: number },
): SessionDocument {
  const { session, identity } = facts;
  return {
    id: session.sessionId,
    active: isSessionLive(facts, nowSeconds),
    expires_at: formatTime(Math.min(session.expiresAtSeconds, session.idleExpiresAtSeconds)),
    authenticated_at: formatTime(session.authenticatedAtSeconds),
    authenticator_assurance_level: assuranceLevel,
    authentication_methods: session.methods.map(({ method, completedAtSeconds }) => ({
      method,
      aal: assuranceLevel,
      completed_at: formatTime(completedAtSeconds),
    })),
    issued_at: formatTime(session.issuedAtSeconds),
    identity: buildIdentityDocument(identity, issuer),
    devices: [
      {
        id: session.sessionId,
        ip_address: session.device.address ?? '',
        user_agent: session.device.userAgent ?? '',
        location: '',
      },
    ],
  };
}

function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
