import type { IdentityId, SessionId } from '@gatehouse/protocol';
import type { IdentityRecord } from '../identities/identity-record.ts';

/** How somebody proved who they are (RFC 8176 names it in `amr`). */
export interface AuthenticationMethod {
  readonly method: 'password';
  readonly completedAtSeconds: number;
}

/** Where a session is used, for its owner to recognise. */
export interface SessionDevice {
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/** A session as it is stored. Its token is kept as a keyed hash only. */
export interface Session {
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly issuedAtSeconds: number;
  readonly authenticatedAtSeconds: number;
  readonly methods: readonly AuthenticationMethod[];
  readonly expiresAtSeconds: number;
  readonly idleExpiresAtSeconds: number;
  readonly endedAtSeconds: number | undefined;
  readonly device: SessionDevice;
}

export interface EpochFact {
  readonly epoch: number;
  readonly isActive: boolean;
}

/** A session with all that decides whether it is live, as the primary database has it now. */
export interface SessionFacts {
  readonly session: Session;
  readonly identity: IdentityRecord;
  readonly epochs: { readonly identity: EpochFact; readonly session: EpochFact };
}

/** @returns whether the session still stands for its identity. */
export function isSessionLive({ session, identity, epochs }: SessionFacts, nowSeconds: number) {
  return (
    session.endedAtSeconds === undefined &&
    nowSeconds < session.expiresAtSeconds &&
    nowSeconds < session.idleExpiresAtSeconds &&
    identity.state === 'active' &&
    epochs.identity.isActive &&
    epochs.session.isActive
  );
}

/** RFC 8176 section 2. */
const methodReferences: Readonly<Record<AuthenticationMethod['method'], string>> = {
  password: 'pwd',
};

/** @returns the authentication method references, for `amr`. */
export function buildMethodReferences(session: Session): readonly string[] {
  return [...new Set(session.methods.map(({ method }) => methodReferences[method]))];
}

/** The assurance level that one factor gives, by Ory's name; also the `acr`. */
export const assuranceLevel = 'aal1';
