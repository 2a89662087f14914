import { randomUUID } from 'node:crypto';
import type { ProjectTransaction } from '@gatehouse/database';
import { createGrantId } from '../fixtures/ids.ts';
import type { IsolationRecipes } from './recipe.ts';
import { buildConsent, buildPendingLogout, type IdentityIds } from './seed-identity.ts';
import type { TenantIds } from './seed-tenant.ts';

const stageOf = ({ requestId, requestSecretHash }: IdentityIds) =>
  ({ requestId, stage: 'login', secretHash: requestSecretHash }) as const;

const deviceKeyOf = ({ deviceCode }: TenantIds) => ({
  hash: deviceCode.codeHash,
  bucket: deviceCode.bucket,
});

/** B has requests of the shared ids already. */
export const newRequest = (ids: IdentityIds, own: IdentityIds): IdentityIds =>
  ids === own ? ids : { ...ids, requestId: randomUUID() };

/** Answers to authorization requests, and what stands around them. */
export const authorizationRecipes: IsolationRecipes<ProjectTransaction> = {
  'authorizations.advance': {
    call: (tx, ids) =>
      tx.authorizations.advance(stageOf(ids), {
        ...stageOf(ids),
        login: undefined,
        consent: undefined,
      }),
    absent: false,
  },
  'authorizations.issueCode': {
    call: (tx, ids) =>
      tx.authorizations.issueCode({
        from: { ...stageOf(ids), stage: 'consent' },
        code: ids.code,
        remember: buildConsent(ids, 'mark-of-b'),
      }),
    absent: false,
  },
  'authorizations.approveDevice': {
    call: (tx, ids) =>
      tx.authorizations.approveDevice({
        from: undefined,
        device: deviceKeyOf(ids),
        grant: { ...ids.code.grant, grantId: createGrantId() },
        remember: undefined,
      }),
    absent: 'device_code_closed',
  },
  'authorizations.end': {
    call: (tx, ids) => tx.authorizations.end(stageOf(ids), deviceKeyOf(ids)),
    absent: false,
  },
  'loginSessions.find': {
    call: (tx, { loginTokenHash }) => tx.loginSessions.find(loginTokenHash, new Date(0)),
    absent: undefined,
  },
  'loginSessions.end': {
    call: (tx, { loginSessionId }) => tx.loginSessions.end(loginSessionId, new Date(0)),
    absent: false,
  },
  'loginSessions.endAll': {
    call: (tx, { identityId }) => tx.loginSessions.endAll(identityId, new Date(0)),
    absent: 0,
  },
  'logoutRequests.find': {
    call: (tx, { requestId }) => tx.logoutRequests.find(requestId),
    absent: undefined,
  },
  'logoutRequests.advance': {
    call: (tx, { requestId, requestSecretHash }) =>
      tx.logoutRequests.advance(
        { requestId, stage: 'asked', secretHash: requestSecretHash },
        { stage: 'ended', secretHash: '' },
      ),
    absent: false,
  },
  'consents.list': {
    call: (tx, { identityId }) => tx.consents.list(identityId, 100),
    absent: [],
  },
  'consents.revoke': {
    call: (tx, { identityId }) => tx.consents.revoke({ subject: identityId, clientId: undefined }),
    absent: { consents: 0, grants: 0 },
  },
  'logoutRequests.add': {
    call: (tx, ids, { own }) =>
      tx.logoutRequests.add(buildPendingLogout(newRequest(ids, own), 'mark-of-b')),
  },
};
