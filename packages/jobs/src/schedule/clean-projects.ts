// What people and clients leave behind: forms that nobody sent, sessions long over, failures long forgotten, mail
// and webhooks long read, clients that nobody came to use. Nothing depends on it: whatever has expired is refused
// by its own time, whether its row is still there or not.

import {
  type ControlStore,
  type ProjectScope,
  removeUnusedRegistrations,
} from '@gatehouse/database';
import { maxAccessTokenLifetimeSeconds, type ProjectId } from '@gatehouse/protocol';
import type { Clock } from '@gatehouse/token-engine/ports';

const daySeconds = 86_400;
/** A form that has expired is still known for a while, so that it can say so. */
const expiredFlowsKeptSeconds = daySeconds;
/** Longer than an address counts as known, and than failures are remembered. */
const attemptsKeptSeconds = 31 * daySeconds;
/** How long a client that registered itself has to get its first token. */
const unusedRegistrationsKeptSeconds = 7 * daySeconds;
/** How long it can be seen whom was written to. */
const messagesKeptSeconds = 30 * daySeconds;
/** How long it can be seen what was sent to webhooks, and sent again. */
const deliveriesKeptSeconds = 7 * daySeconds;
const projectsPerPage = 100;
const batchLimit = 1000;
/** Each is deleted with all that hangs on it, and written down. */
const registrationLimit = 50;

/** Visits one project after the other, each in transactions of its own. */
export async function cleanProjects(control: ControlStore, clock: Clock): Promise<void> {
  let after: ProjectId | undefined;
  for (;;) {
    const scopes = await control.scopesOfProjects({ limit: projectsPerPage, after });
    for (const scope of scopes) await cleanProject(control, scope, clock);
    after = scopes.at(-1)?.projectId;
    if (scopes.length < projectsPerPage || after === undefined) return;
  }
}

async function cleanProject(
  control: ControlStore,
  scope: ProjectScope,
  clock: Clock,
): Promise<void> {
  const ago = (seconds: number) => new Date((clock.nowSeconds() - seconds) * 1000);
  for (;;) {
    const deleted = await control.withProject(scope, async (tx) => [
      await tx.flows.deleteExpired(ago(expiredFlowsKeptSeconds), batchLimit),
      await tx.sessions.deleteExpired(ago(maxAccessTokenLifetimeSeconds), batchLimit),
      await tx.loginAttempts.deleteUntouched(ago(attemptsKeptSeconds), batchLimit),
      await tx.messages.deleteOlder(ago(messagesKeptSeconds), batchLimit),
      await tx.webhookDeliveries.deleteOlder(ago(deliveriesKeptSeconds), batchLimit),
      await removeUnusedRegistrations(tx, {
        before: ago(unusedRegistrationsKeptSeconds),
        limit: registrationLimit,
        jobName: 'upkeep',
      }),
    ]);
    if (deleted.every((count) => count < registrationLimit)) return;
  }
}
