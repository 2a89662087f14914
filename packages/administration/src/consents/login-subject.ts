// Whom a login page of the project's own may say has signed in.

import type { ProjectScope } from '@gatehouse/database';
import { type IdentityId, parseIdentityId } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';

export interface LoginSubject {
  readonly subject: string;
  /** undefined: somebody whom only the project's own pages know. */
  readonly identityId: IdentityId | undefined;
}

/** @returns the subject, with its identity where it is one here. Throws AdministrationError: invalid for an inactive one. */
export async function loadLoginSubject(
  { store }: AdministrationDependencies,
  { scope, subject }: { readonly scope: ProjectScope; readonly subject: string },
): Promise<LoginSubject> {
  const identityId = parseIdentityId(subject);
  const identity =
    identityId && (await store.withProject(scope, (tx) => tx.identities.find(identityId)));
  if (identity === undefined) return { subject, identityId: undefined };
  if (identity.state !== 'active') {
    throw new AdministrationError('invalid', 'The subject may not sign in.', {
      reason: 'It is an identity of this project that is inactive.',
      field: 'subject',
    });
  }
  return { subject, identityId };
}
