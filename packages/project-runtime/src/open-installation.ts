// What every process that serves requests opens in the same way: the database, the compiled projects on it,
// and the engine that works with them.

import { type ControlStore, connectDatabase, type Database } from '@gatehouse/database';
import { type Keyring, sha256Base64url } from '@gatehouse/keys';
import { type Addressing, consoleProjectSlug } from '@gatehouse/protocol';
import { currentTraceparent } from '@gatehouse/runtime';
import { createTokenEngine, type TokenEngine } from '@gatehouse/token-engine';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import { queryWithoutToken } from './epoch-query.ts';
import { createProjectRuntimes, type ProjectRuntimes } from './project-runtimes.ts';

export interface InstallationOptions {
  readonly addressing: Addressing;
  readonly keyring: Keyring;
  readonly random: Random;
  /** As connectDatabase takes them: of gatehouse_app, of gatehouse_hot, and one past any PgBouncer. */
  readonly postgres: {
    readonly appUrl: string;
    readonly hotUrl: string;
    readonly directUrl: string;
  };
  /** Called with each part that was opened and has to be closed, in reverse order. */
  readonly onOpened: (name: string, close: () => Promise<void> | void) => void;
}

export interface Installation {
  readonly addressing: Addressing;
  readonly database: Database;
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly projects: ProjectRuntimes;
  readonly engine: TokenEngine;
}

/** Throws StoreUnavailable where PostgreSQL does not answer to every role. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { addressing, keyring, random, postgres, onOpened } = options;
  const database = await connectDatabase({ ...postgres, traceparent: currentTraceparent });
  onOpened('database', () => database.close());
  const { control: store, clock } = database;
  // The pool of the control tables connects when it is first used: better now than with the first request.
  await store.scopeOfAddress(consoleProjectSlug);
  const projects = createProjectRuntimes({ database, keyring, random, addressing });
  onOpened('project runtimes', projects.close);
  const engine = createTokenEngine({ clock, random, sha256: sha256Base64url });
  return { addressing, database, store, keyring, clock, random, projects, engine };
}

/** Resolves when the primary database has answered on the path that tokens take. Throws StoreUnavailable. */
export async function askDatabase({ store, database }: Installation): Promise<void> {
  const scope = await store.scopeOfAddress(consoleProjectSlug);
  if (scope === undefined) return;
  await database.hot.forProject(scope.projectId).liveness.load(queryWithoutToken(''));
}
