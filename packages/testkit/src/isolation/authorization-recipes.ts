import type { ProjectTransaction } from '@gatehouse/database';
import type { IsolationRecipes } from './recipe.ts';
import { buildConsent, buildPendingAuthorization, type IdentityIds } from './seed-identity.ts';

const stageOf = ({ requestId, requestSecretHash }: IdentityIds) =>
  ({ requestId, stage: 'login', secretHash: requestSecretHash }) as const;

/** Authorization requests under way, and remembered consents. */
export const authorizationRecipes: IsolationRecipes<ProjectTransaction> = {
  'authorizations.find': {
    call: (tx, { requestId }) => tx.authorizations.find(requestId),
    absent: undefined,
  },
  'authorizations.findConsent': {
    call: (tx, { identityId }) => tx.authorizations.findConsent(identityId, 'shared'),
    absent: undefined,
  },
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
  'authorizations.end': { call: (tx, ids) => tx.authorizations.end(stageOf(ids)), absent: false },
  'consents.list': {
    call: (tx, { identityId }) => tx.consents.list(identityId, 100),
    absent: [],
  },
  'consents.revoke': {
    call: (tx, { identityId }) => tx.consents.revoke({ subject: identityId, clientId: undefined }),
    absent: { consents: 0, grants: 0 },
  },
  'authorizations.add': {
    call: (tx, ids) => tx.authorizations.add(buildPendingAuthorization(ids, 'mark-of-b')),
  },
};
