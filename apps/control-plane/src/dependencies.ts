// What the management API is given from outside; it opens no connection and reads no environment.

import type { ControlStore } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { AuthenticateMember } from '@gatehouse/project-runtime';
import type { Addressing } from '@gatehouse/protocol';
import type { Limits } from '@gatehouse/redis';
import type { Logger } from '@gatehouse/runtime';
import type { Clock, Random } from '@gatehouse/token-engine/ports';

export interface ControlPlaneDependencies {
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly addressing: Addressing;
  readonly logger: Logger;
  /** Absent: this process counts for itself alone. */
  readonly limits?: Limits | undefined;
  /** How long one request may take; ten seconds by default. */
  readonly deadlineMilliseconds?: number;
  readonly authenticateMember: AuthenticateMember;
}

/** Injection token of the above. */
export const controlPlaneDependencies = Symbol('ControlPlaneDependencies');
