// The port TrustedIssuers over the fenced transactions of one project.

import type { TrustedIssuers } from '@gatehouse/token-engine/ports';
import type { ControlStore, ProjectScope } from './transactions.ts';

/** Of one issuer, about one subject, with one key id there are at most two; without a key id a few more. */
const maxCandidates = 4;

/** Binds the port to a project. Each call is one transaction; storage faults throw StoreUnavailable. */
export function createTrustedIssuerStore(
  control: Pick<ControlStore, 'withProject'>,
  scope: ProjectScope,
): TrustedIssuers {
  return {
    findFor: (assertion) =>
      control.withProject(scope, (tx) => tx.trustedIssuers.findFor(assertion, maxCandidates)),
  };
}
