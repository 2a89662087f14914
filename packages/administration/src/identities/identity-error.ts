import { AdministrationError } from '../administration-error.ts';

export function identityNotFound(identityId: string): AdministrationError {
  return new AdministrationError('not_found', 'The identity does not exist.', {
    reason: `This project has no identity with the id "${identityId.slice(0, 64)}".`,
    field: 'id',
  });
}

export function invalidIdentity(field: string, reason: string): AdministrationError {
  return new AdministrationError('invalid', 'The identity is not valid.', { reason, field });
}

/** The address or external id belongs to somebody else in this project. */
export function identityConflict(
  conflict: 'address_taken' | 'external_id_taken',
): AdministrationError {
  const field = conflict === 'address_taken' ? 'traits.email' : 'external_id';
  return new AdministrationError('conflict', 'The identity exists already.', {
    reason: `Another identity of this project has this ${field}.`,
    field,
  });
}
