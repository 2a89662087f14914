// The port AuthorizationRequests over the fenced transactions and statements of one project.

import type { AuthorizationRequests } from '@gatehouse/token-engine/ports';
import type { AuthorizationAnswers, ControlStore, ProjectScope } from './transactions.ts';

/** Binds the port to a project. Each call is one transaction; storage faults throw StoreUnavailable. */
export function createAuthorizationStore(
  control: Pick<ControlStore, 'withProject' | 'statementsOf'>,
  scope: ProjectScope,
): AuthorizationRequests {
  const within = <T>(work: (rows: AuthorizationAnswers) => Promise<T>) =>
    control.withProject(scope, (tx) => work(tx.authorizations));
  const statements = control.statementsOf(scope.projectId);
  return {
    add: statements.addAuthorization,
    find: statements.findAuthorization,
    findConsent: statements.findConsent,
    advance: (from, to, startsSession) => within((rows) => rows.advance(from, to, startsSession)),
    end: (from, device) => within((rows) => rows.end(from, device)),
    approveDevice: (approval) => within((rows) => rows.approveDevice(approval)),
    issueCode: (issue) => within((rows) => rows.issueCode(issue)),
  };
}
