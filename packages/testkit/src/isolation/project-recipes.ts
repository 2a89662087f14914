import type { ProjectTransaction } from '@gatehouse/database';
import {
  buildApiKeyRow,
  buildAuditEntry,
  buildClientRow,
  buildSigningKeyRow,
  testActor,
} from '../fixtures/rows.ts';
import { authorizationRecipes } from './authorization-recipes.ts';
import { identityRecipes } from './identity-recipes.ts';
import { organizationRecipes } from './organization-recipes.ts';
import { type IsolationRecipes, markOfA, wholePage } from './recipe.ts';
import { serviceRecipes } from './service-recipes.ts';
import { trustedIssuerRecipes } from './trusted-issuer-recipes.ts';
import { webhookRecipes } from './webhook-recipes.ts';

const { setId } = buildSigningKeyRow('any');

export const projectRecipes: IsolationRecipes<ProjectTransaction> = {
  runtimeVersion: { call: (tx) => tx.runtimeVersion() },
  project: { call: (tx) => tx.project() },
  updateProject: { call: (tx) => tx.updateProject({ name: 'b', state: 'halted' }) },
  purge: { call: (tx) => tx.purge(), endsTenant: true },
  'revisions.find': {
    call: (tx, _, { revision }) => tx.revisions.find(revision.revisionId),
    absent: undefined,
  },
  'revisions.current': { call: (tx) => tx.revisions.current() },
  'revisions.list': { call: (tx) => tx.revisions.list(wholePage) },
  'revisions.add': {
    call: (tx, _, { revision: { revisionId, document } }) =>
      tx.revisions.add({
        expectedRevisionId: revisionId,
        document,
        changes: [],
        author: testActor,
      }),
    absent: 'conflict',
  },
  'clients.find': { call: (tx, { clientId }) => tx.clients.find(clientId), absent: undefined },
  'clients.findForUpdate': {
    call: (tx, { clientId }) => tx.clients.findForUpdate(clientId),
    absent: undefined,
  },
  'clients.list': { call: (tx) => tx.clients.list(wholePage, { clientName: markOfA }), absent: [] },
  'clients.allowsOrigin': {
    call: (tx) => tx.clients.allowsOrigin('https://nowhere.example'),
    absent: false,
  },
  'clients.count': { call: (tx) => tx.clients.count() },
  'clients.countRegisteredForUpdate': { call: (tx) => tx.clients.countRegisteredForUpdate() },
  'clients.listUnusedRegistrations': {
    call: (tx) => tx.clients.listUnusedRegistrations(new Date(8.64e15), 1000),
  },
  'clients.update': {
    call: (tx, { clientId }) => tx.clients.update(clientId, { secrets: [] }),
    absent: undefined,
  },
  'clients.delete': { call: (tx, { clientId }) => tx.clients.delete(clientId), absent: false },
  'signingKeys.list': { call: (tx) => tx.signingKeys.list() },
  'signingKeys.setState': {
    call: (tx, { kid }) => tx.signingKeys.setState({ setId, kid }, { state: 'retired' }),
    absent: false,
  },
  'signingKeys.delete': {
    call: (tx, { kid }) => tx.signingKeys.delete({ setId, kid }),
    absent: 0,
  },
  'apiKeys.list': { call: (tx) => tx.apiKeys.list() },
  'apiKeys.find': { call: (tx, { apiKeyId }) => tx.apiKeys.find(apiKeyId), absent: undefined },
  'apiKeys.delete': { call: (tx, { apiKeyId }) => tx.apiKeys.delete(apiKeyId), absent: false },
  'traces.find': { call: (tx, { traceId }) => tx.traces.find(traceId), absent: undefined },
  'traces.list': { call: (tx) => tx.traces.list({ limit: 100 }) },
  usage: { call: (tx) => tx.usage({ from: new Date(0), to: new Date('2100-01-01') }) },
  raiseEpoch: {
    call: async (tx, { clientId }) => {
      await tx.raiseEpoch({ kind: 'client', clientId });
      await tx.raiseEpoch({ kind: 'project' });
    },
  },
  ...serviceRecipes,
  ...identityRecipes,
  ...authorizationRecipes,
  ...organizationRecipes,
  ...trustedIssuerRecipes,
  ...webhookRecipes,
  audit: { call: (tx) => tx.audit(buildAuditEntry()) },
  addToOutbox: { call: (tx) => tx.addToOutbox({ kind: 'mail', payload: {} }) },
  'clients.insert': { call: (tx, { clientId }) => tx.clients.insert(buildClientRow(clientId)) },
  'signingKeys.insert': {
    call: async (tx, { kid }) => {
      const [key] = await tx.signingKeys.list();
      return key && tx.signingKeys.insert({ ...key, kid });
    },
    absent: 'inserted',
  },
  'apiKeys.insert': {
    call: (tx, ids, { own }) =>
      tx.apiKeys.insert(buildApiKeyRow(ids === own ? { id: ids.apiKeyId } : {})),
  },
};
