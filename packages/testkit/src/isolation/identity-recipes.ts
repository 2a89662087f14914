import type { ProjectTransaction } from '@gatehouse/database';
import { emptyCounter } from '@gatehouse/identity-engine';
import type { IsolationRecipes } from './recipe.ts';
import { buildFlow, buildIdentity, buildSession, emptyForm } from './seed-identity.ts';

const now = new Date();
const longAgo = new Date(0);
const farAway = new Date('2090-01-01T00:00:00Z');
const page = { limit: 100, after: undefined };
const markOfB = 'mark-of-b';

/** Identities, sessions, flows and failed logins. */
export const identityRecipes: IsolationRecipes<ProjectTransaction> = {
  'identities.find': {
    call: (tx, { identityId }) => tx.identities.find(identityId),
    absent: undefined,
  },
  'identities.findForUpdate': {
    call: (tx, { identityId }) => tx.identities.findForUpdate(identityId),
    absent: undefined,
  },
  'identities.findForShare': {
    call: (tx, { identityId }) => tx.identities.findForShare(identityId),
    absent: undefined,
  },
  'identities.findByAddress': {
    call: (tx, { address }) => tx.identities.findByAddress(address),
    absent: undefined,
  },
  'identities.findByAddressId': {
    call: (tx, { addressId }) => tx.identities.findByAddressId(addressId),
    absent: undefined,
  },
  'identities.findAccount': {
    call: (tx, { address }) => tx.identities.findAccount(address),
    absent: undefined,
  },
  'identities.findByExternalId': {
    call: (tx, { externalId }) => tx.identities.findByExternalId(externalId),
    absent: undefined,
  },
  'identities.list': {
    call: (tx, { identityId }) => tx.identities.list(page, { ids: [identityId] }),
    absent: [],
  },
  'identities.listCredentials': {
    call: (tx, { identityId }) => tx.identities.listCredentials(identityId),
    absent: [],
  },
  'identities.findPasswordHash': {
    call: (tx, { identityId }) => tx.identities.findPasswordHash(identityId),
    absent: undefined,
  },
  'identities.update': {
    call: (tx, { identityId }) => tx.identities.update(identityId, { metadataPublic: 'of b' }),
    absent: undefined,
  },
  'sessions.find': { call: (tx, { sessionId }) => tx.sessions.find(sessionId), absent: undefined },
  'sessions.list': {
    call: (tx, { identityId }) => tx.sessions.list(page, { identityId }),
    absent: [],
  },
  'sessions.extend': {
    call: (tx, { sessionId }) => tx.sessions.extend(sessionId, farAway),
    absent: false,
  },
  'sessions.renew': {
    call: (tx, ids) => tx.sessions.renew(buildSession(ids, markOfB), ids.sessionTokenHash),
    absent: false,
  },
  'sessions.end': { call: (tx, { sessionId }) => tx.sessions.end(sessionId, now), absent: false },
  'sessions.endAll': {
    call: (tx, { identityId }) => tx.sessions.endAll(identityId, { at: now }),
    absent: 0,
  },
  'sessions.deleteExpired': { call: (tx) => tx.sessions.deleteExpired(farAway, 100) },
  'flows.find': { call: (tx, { flowId }) => tx.flows.find(flowId), absent: undefined },
  'flows.setForm': { call: (tx, { flowId }) => tx.flows.setForm(flowId, emptyForm), absent: false },
  'flows.complete': { call: (tx, { flowId }) => tx.flows.complete(flowId, now), absent: false },
  'flows.deleteExpired': { call: (tx) => tx.flows.deleteExpired(farAway, 100) },
  'loginAttempts.load': {
    call: (tx, { attemptKeyHash }) => tx.loginAttempts.load([attemptKeyHash]),
    absent: [emptyCounter],
  },
  'loginAttempts.write': {
    call: (tx, { attemptKeyHash }) =>
      tx.loginAttempts.write([
        { keyHash: attemptKeyHash, counter: { ...emptyCounter, failures: 9 } },
      ]),
  },
  'loginAttempts.lock': {
    call: (tx, { attemptKeyHash }) => tx.loginAttempts.lock([attemptKeyHash]),
    absent: [emptyCounter],
  },
  'loginAttempts.deleteUntouched': { call: (tx) => tx.loginAttempts.deleteUntouched(farAway, 100) },
  'identities.deleteCredential': {
    call: (tx, { identityId }) => tx.identities.deleteCredential(identityId, 'password'),
    absent: false,
  },
  'identities.setState': {
    call: (tx, { identityId }) =>
      tx.identities.setState(identityId, { state: 'inactive', at: longAgo }),
    absent: undefined,
  },
  'identities.revoke': { call: (tx, { identityId }) => tx.identities.revoke(identityId, longAgo) },
  'identities.delete': {
    call: (tx, { identityId }) => tx.identities.delete(identityId),
    absent: false,
  },
  // From here on B has what only A had before.
  'identities.insert': {
    call: (tx, ids) => tx.identities.insert(buildIdentity(ids, markOfB)),
    absent: 'inserted',
  },
  'identities.setPasswordHash': {
    call: (tx, { identityId }) => tx.identities.setPasswordHash(identityId, 'of b'),
  },
  'sessions.insert': {
    call: (tx, ids) => tx.sessions.insert(buildSession(ids, markOfB), ids.sessionTokenHash),
  },
  'flows.insert': {
    call: async (tx, ids) => {
      if ((await tx.flows.find(ids.flowId)) === undefined) {
        await tx.flows.insert(buildFlow(ids, markOfB));
      }
    },
  },
};
