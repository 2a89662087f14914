// The port AuthorizationRequests over the fenced transactions of one project.

import type { AuthorizationRequests } from '@gatehouse/token-engine/ports';
import type { ControlStore, ProjectScope } from './transactions.ts';

/** Binds the port to a project. Each call is one transaction; storage faults throw StoreUnavailable. */
export function createAuthorizationStore(
  control: Pick<ControlStore, 'withProject'>,
  scope: ProjectScope,
): AuthorizationRequests {
  const within = <T>(work: (rows: AuthorizationRequests) => Promise<T>) =>
    control.withProject(scope, (tx) => work(tx.authorizations));
  return {
    add: (pending) => within((rows) => rows.add(pending)),
    find: (requestId) => within((rows) => rows.find(requestId)),
    advance: (from, to, startsSession) => within((rows) => rows.advance(from, to, startsSession)),
    end: (from, device) => within((rows) => rows.end(from, device)),
    approveDevice: (approval) => within((rows) => rows.approveDevice(approval)),
    issueCode: (issue) => within((rows) => rows.issueCode(issue)),
    findConsent: (subject, clientId) => within((rows) => rows.findConsent(subject, clientId)),
  };
}
