// The identity engine's storage port over the fenced transactions of one project.

import type { AttemptCounters, AttemptKeys, LoginPlan } from '@gatehouse/identity-engine';
import type { IdentityStore, LoginCommit } from '@gatehouse/identity-engine/ports';
import { jobKinds } from '@gatehouse/protocol';
import { writeSeconds } from './control/seconds.ts';
import type { ControlStore, ProjectScope, ProjectTransaction } from './transactions.ts';

const maxListedSessions = 250;

/** Binds the port to a project. Storage faults throw StoreUnavailable. */
export function createIdentityStore(
  control: Pick<ControlStore, 'withProject' | 'statementsOf'>,
  scope: ProjectScope,
): IdentityStore {
  const within = <T>(work: (tx: ProjectTransaction) => Promise<T>) =>
    control.withProject(scope, work);
  return {
    insertFlow: (flow) => within((tx) => tx.flows.insert(flow)),
    findFlow: (flowId) => within((tx) => tx.flows.find(flowId)),
    setFlowForm: (flowId, form) => within((tx) => tx.flows.setForm(flowId, form)),
    loadAttempts: (keys) =>
      within(async (tx) => readCounters(await tx.loginAttempts.load(listKeys(keys)))),
    countAttempt: ({ keys, identifier }, decide) =>
      within(async (tx) => {
        const verdict = decide(readCounters(await tx.loginAttempts.lock(listKeys(keys))));
        await writeCounters(tx, keys, verdict.counters);
        return { verdict, account: await tx.identities.findAccount(identifier) };
      }),
    async commitLogin(plan) {
      try {
        return await within((tx) => commitLogin(tx, plan));
      } catch (error) {
        if (error instanceof LoginUndone) return { outcome: 'identity_changed' };
        throw error;
      }
    },
    commitRegistration: (plan) =>
      within(async (tx) => {
        const { flowId, atSeconds, identity, address, passwordHash, locale, nextFlow } = plan;
        if (!(await tx.flows.complete(flowId, writeSeconds(atSeconds)))) return 'flow_closed';
        await tx.flows.insert(nextFlow);
        const inserted = await tx.identities.insert({ ...identity, address, passwordHash });
        const isNew = inserted === 'inserted';
        const owner = await tx.identities.findByAddress(address.normalized);
        const { addressId } =
          owner?.addresses.find((one) => one.normalized === address.normalized) ?? address;
        await tx.addToOutbox({
          kind: jobKinds.followUpRegistration,
          payload: { addressId, isNew, locale },
        });
        return isNew ? 'committed' : 'identifier_taken';
      }),
    findSession: control.statementsOf(scope.projectId).findSession,
    listSessions: (identityId, atSeconds) =>
      within((tx) =>
        tx.sessions.list(
          { limit: maxListedSessions, after: undefined },
          { identityId, liveAt: writeSeconds(atSeconds) },
        ),
      ),
    async extendSession(sessionId, idleExpiresAtSeconds) {
      await within((tx) => tx.sessions.extend(sessionId, writeSeconds(idleExpiresAtSeconds)));
    },
    endSession: ({ sessionId, identityId, atSeconds }) =>
      within(async (tx) => {
        const facts = await tx.sessions.find(sessionId);
        if (facts?.session.identityId !== identityId) return false;
        return tx.sessions.end(sessionId, writeSeconds(atSeconds));
      }),
    endOtherSessions: ({ sessionId, identityId, atSeconds }) =>
      within((tx) =>
        tx.sessions.endAll(identityId, { at: writeSeconds(atSeconds), except: sessionId }),
      ),
    findIdentity: (identityId) => within((tx) => tx.identities.find(identityId)),
  };
}

/** Takes back the whole transaction: the session that was to go on ended meanwhile. */
class LoginUndone extends Error {
  override readonly name = 'LoginUndone';
}

/** What was decided outside of the transaction is looked at once more under its locks, then written. */
async function commitLogin(tx: ProjectTransaction, plan: LoginPlan): Promise<LoginCommit> {
  const { session, tokenHash, comparedHash, newHash, attempt, ends } = plan;
  const { identityId, sessionId } = session;
  const at = writeSeconds(plan.atSeconds);
  const identity = await tx.identities.findForShare(identityId);
  const passwordHash = await tx.identities.findPasswordHash(identityId);
  if (identity?.state !== 'active' || passwordHash !== comparedHash) {
    return { outcome: 'identity_changed' };
  }
  if (!(await tx.flows.complete(plan.flowId, at))) return { outcome: 'flow_closed' };
  if (plan.start === 'new') await tx.sessions.insert(session, tokenHash);
  else if (!(await tx.sessions.renew(session, tokenHash))) throw new LoginUndone();
  if (ends !== undefined) await tx.sessions.end(ends, at);
  if (newHash !== undefined) await tx.identities.setPasswordHash(identityId, newHash);
  // Locked first, in their order: whoever counts at this moment waits, or is waited for.
  await tx.loginAttempts.lock(listKeys(attempt.keys));
  await writeCounters(tx, attempt.keys, attempt.counters);
  const facts = await tx.sessions.find(sessionId);
  if (facts === undefined) throw new Error('A session that was just written is missing.');
  if (plan.start === 'new') {
    const data = { session_id: sessionId, identity_id: identityId };
    await tx.webhookDeliveries.publish({ type: 'session.created', at, data });
  }
  return { outcome: 'committed', facts };
}

function listKeys(keys: AttemptKeys): readonly Uint8Array[] {
  return [keys.account, keys.accountAddress];
}

function readCounters(counters: readonly AttemptCounters['account'][]): AttemptCounters {
  const [account, accountAddress] = counters;
  if (account === undefined || accountAddress === undefined) {
    throw new Error('Both counters of an attempt were asked for.');
  }
  return { account, accountAddress };
}

async function writeCounters(
  tx: ProjectTransaction,
  keys: AttemptKeys,
  counters: AttemptCounters,
): Promise<void> {
  await tx.loginAttempts.write([
    { keyHash: keys.account, counter: counters.account },
    { keyHash: keys.accountAddress, counter: counters.accountAddress },
  ]);
}
