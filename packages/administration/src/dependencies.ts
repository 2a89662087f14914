import type { Actor, ControlStore, ProjectScope } from '@gatehouse/database';
import type { Keyring } from '@gatehouse/keys';
import type { Clock, Random } from '@gatehouse/token-engine/ports';

/** What every use case is given from outside. */
export interface AdministrationDependencies {
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
}

/** Who asks, as the audit log keeps it. The caller has checked the permission. */
export interface RequestedBy {
  readonly actor: Actor;
  readonly requestId: string;
}

/** A change inside one project. */
export interface ProjectRequest {
  readonly scope: ProjectScope;
  readonly by: RequestedBy;
}
