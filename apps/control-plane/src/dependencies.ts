// What the management API is given from outside; it opens no connection and reads no environment.

import type { ControlStore } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { Addressing, IdentityId } from '@gatehouse/protocol';
import type { Logger } from '@gatehouse/runtime';
import type { Clock, Random } from '@gatehouse/token-engine/ports';

/** A signed-in person of the console's own project. Memberships are looked up by the id alone. */
export interface AuthenticatedMember {
  readonly memberId: IdentityId;
  readonly email: string;
  readonly name: string;
}

/**
 * Opens an access token of the console's own project. Issuer, audience, client and liveness are its
 * business. @returns undefined for anything that is not such a token and alive; throws StoreUnavailable.
 */
export type AuthenticateMember = (token: string) => Promise<AuthenticatedMember | undefined>;

export interface ControlPlaneDependencies {
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly logger: Logger;
  readonly authenticateMember: AuthenticateMember;
}

/** Injection token of the above. */
export const controlPlaneDependencies = Symbol('ControlPlaneDependencies');
