import type { ProjectStatements } from '@gatehouse/database';
import { newRequest } from './authorization-recipes.ts';
import type { IsolationRecipes } from './recipe.ts';
import { buildPendingAuthorization } from './seed-identity.ts';

export const statementRecipes: IsolationRecipes<ProjectStatements> = {
  findSession: {
    call: (statements, { sessionTokenHash }) => statements.findSession(sessionTokenHash),
    absent: undefined,
  },
  findAuthorization: {
    call: (statements, { requestId }) => statements.findAuthorization(requestId),
    absent: undefined,
  },
  findConsent: {
    call: (statements, { identityId }) => statements.findConsent(identityId, 'shared'),
    absent: undefined,
  },
  addAuthorization: {
    call: (statements, ids, { own }) =>
      statements.addAuthorization(buildPendingAuthorization(newRequest(ids, own), 'mark-of-b')),
  },
};
