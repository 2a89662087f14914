// What identities leave behind: forms that nobody sent, sessions long over, failures long forgotten, mail and
// webhooks long read. Nothing depends on it: whatever has expired is refused by its own time, whether its row is
// still there or not.

import type { ControlStore, ProjectScope } from '@gatehouse/database';
import { maxAccessTokenLifetimeSeconds, type ProjectId } from '@gatehouse/protocol';
import type { Clock } from '@gatehouse/token-engine/ports';

const daySeconds = 86_400;
/** A form that has expired is still known for a while, so that it can say so. */
const expiredFlowsKeptSeconds = daySeconds;
/** Longer than an address counts as known, and than failures are remembered. */
const attemptsKeptSeconds = 31 * daySeconds;
/** How long it can be seen whom was written to. */
const messagesKeptSeconds = 30 * daySeconds;
/** How long it can be seen what was sent to webhooks, and sent again. */
const deliveriesKeptSeconds = 7 * daySeconds;
const projectsPerPage = 100;
const batchLimit = 1000;

/** Visits one project after the other, each in transactions of its own. */
export async function cleanIdentities(control: ControlStore, clock: Clock): Promise<void> {
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
    ]);
    if (deleted.every((count) => count < batchLimit)) return;
  }
}
